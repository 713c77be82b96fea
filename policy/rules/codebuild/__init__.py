"""Build projects and report groups."""
