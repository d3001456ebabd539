"""Tests of fairnotice/lint."""
