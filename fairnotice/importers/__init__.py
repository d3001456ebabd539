"""Texts that were published elsewhere in; versions of a notice and their changelog entries out."""
