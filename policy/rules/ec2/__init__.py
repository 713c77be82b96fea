"""Instances and what launches them."""
