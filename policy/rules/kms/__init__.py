"""Keys, and who may use and manage them."""
