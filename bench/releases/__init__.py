"""Releases, rollbacks and infrastructure updates in a random order, seen by a client that never stops asking."""
