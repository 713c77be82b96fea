"""The report of make policy: values first (gather.py), then the same values as Markdown and HTML (render.py)."""
