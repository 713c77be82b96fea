"""An alarm that a deployment watches decides within 15 minutes; later, the deployment has long succeeded."""

from collections.abc import Iterator
from typing import Any

from policy.assembly import Assembly, Located
from policy.finding import Violation
from policy.rules._properties import at
from policy.rules.codedeploy._groups import release_alarms
from policy.template import listed

LONGEST = 15 * 60


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in release_alarms(assembly):
        seconds = int(at(alarm.properties, "EvaluationPeriods") or 1) * _period(alarm)
        if seconds > LONGEST:
            yield alarm.violation(f"decides after {seconds // 60} minutes")


def _period(alarm: Located) -> int:
    """Seconds; the longest of the metrics, if there are several. CloudWatch's default is a minute."""
    metrics = listed(at(alarm.properties, "Metrics") or [])
    periods: list[Any] = [at(alarm.properties, "Period"), *(at(metric, "MetricStat.Period") for metric in metrics)]
    return max((int(period) for period in periods if period is not None), default=60)
