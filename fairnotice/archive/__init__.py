"""Versions in; hashes, lock lines and sign-offs out: what proves that published words stay."""
