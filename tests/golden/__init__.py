"""Whole sites, valid and not, and what the whole chain makes of them."""
