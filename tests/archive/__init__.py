"""Tests of fairnotice/archive."""
