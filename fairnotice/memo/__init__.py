"""What was worked out once in, the same again without the work out."""
