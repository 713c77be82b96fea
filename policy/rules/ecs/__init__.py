"""Containers, the tasks that run them, and services."""
