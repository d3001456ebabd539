"""Two documents in, their comparison out."""
