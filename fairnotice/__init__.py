"""Versioned privacy and cookie notices: what changed, what matters, who must be told."""

__version__ = "0.1.0"
