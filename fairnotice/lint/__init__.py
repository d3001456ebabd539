"""A site in, what is missing or unwise in its texts out: checks, one small file each."""
