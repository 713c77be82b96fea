"""Log groups, and what writes to them."""
