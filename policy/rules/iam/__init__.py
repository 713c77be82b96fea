"""Who may do what: identity policies, trust, and the policies of resources."""
