"""The checks: one file each, named after what it finds. `lint/table.py` lists them."""
