"""How long the local AWS waits where AWS waits minutes: a release in steps would take an hour otherwise.

Only the waiting is shortened that a service does on purpose (a canary's interval, a bake time): what takes its
time because something has to happen, takes it here too.
"""

import os

from rehearsal.server.settings import PREFIX

DEFAULT_SECONDS_OF_A_MINUTE = 2.0


def seconds_of_a_minute() -> float:
    """Set by `make rehearse MINUTE=<seconds>`."""
    return float(os.environ.get(PREFIX + "MINUTE", DEFAULT_SECONDS_OF_A_MINUTE))


def seconds(minutes: float) -> float:
    """How long this AWS waits when AWS would wait for so many minutes."""
    return minutes * seconds_of_a_minute()
