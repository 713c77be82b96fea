"""Application Load Balancers that really listen: one loopback address each, health checks, draining."""
