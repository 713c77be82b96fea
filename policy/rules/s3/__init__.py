"""Buckets and their policies."""
