"""Tests of fairnotice/calendar."""
