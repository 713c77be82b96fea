"""Trails, and the bucket that they deliver to."""
