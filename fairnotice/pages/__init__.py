"""A view of the site in, the bytes of every page out: one module for each template, same name."""
