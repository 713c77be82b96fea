"""EventBridge as a part of the server."""

from rehearsal.eventbridge import alarms, buses, resources


def install() -> None:
    alarms.install()
    buses.install()
    resources.install()
