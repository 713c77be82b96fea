"""An alarm that a deployment watches has a limit, and nobody has switched it off.

Without a threshold CloudWatch takes no metric alarm. With its actions off it would tell nobody but CodeDeploy.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import release_alarms
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_false


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in release_alarms(assembly):
        if at(alarm.properties, "Threshold") is None and at(alarm.properties, "ThresholdMetricId") is None:
            yield alarm.violation("Threshold")
        if is_false(at(alarm.properties, "ActionsEnabled")):
            yield alarm.violation("ActionsEnabled")
