"""What roles may do."""
