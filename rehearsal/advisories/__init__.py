"""Recorded advisories, in place of the services that `npm audit` and `pip-audit` ask: a rehearsal needs no network.

`recorded.json` names its source and its day. What is not in it is not found here, and every build's log says so.
"""
