"""One version's Markdown in; sections, blocks, runs, and what is printed of them, out."""
