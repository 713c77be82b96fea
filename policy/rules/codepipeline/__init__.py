"""Pipelines: what starts them, as whom they act, and in which order."""
