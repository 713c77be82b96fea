"""Web ACLs."""
