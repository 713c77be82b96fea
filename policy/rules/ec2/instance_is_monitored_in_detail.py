"""Instances report every minute: an alarm on five-minute data rolls a release back late."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.values import fields, is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        monitoring = launch.settings.get("Monitoring", launch.settings.get("InstanceMonitoring"))
        if not is_true(fields(monitoring).get("Enabled", monitoring)):
            yield launch.resource.violation("Monitoring.Enabled")
