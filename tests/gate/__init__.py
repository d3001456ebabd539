"""Tests of fairnotice/gate."""
