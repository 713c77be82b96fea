"""An alarm that a deployment watches or that tells of an outage has a limit, and nobody has switched it off.

Without a threshold CloudWatch takes no metric alarm. With its actions off it would tell nobody but CodeDeploy.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._outage import told_alarms
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_false


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in told_alarms(assembly):
        if at(alarm.properties, "Threshold") is None and at(alarm.properties, "ThresholdMetricId") is None:
            yield alarm.violation("Threshold")
        if is_false(at(alarm.properties, "ActionsEnabled")):
            yield alarm.violation("ActionsEnabled")
