"""Processes that see this machine's programs but write only where they are told to (Linux namespaces).

`sandbox.py` is what callers use; `launcher.py` and what it imports run in the child, on the standard
library alone and without this package's other modules, so that a start costs tens of milliseconds.
"""
