"""Deployment groups and configurations."""
