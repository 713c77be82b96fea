"""An alarm that a deployment watches or that tells of an outage decides within 15 minutes.

Later, the deployment has long succeeded, and users have told of the outage.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._outage import told_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import at

LONGEST = 15


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in told_alarms(assembly):
        evaluated, periods = text(at(alarm.properties, "EvaluationPeriods")), _periods(alarm)
        if not all(number.isdecimal() for number in (evaluated, *periods)):
            yield alarm.violation(f"decides after {evaluated} times {' or '.join(periods)} seconds")
            continue
        minutes = int(evaluated) * max(map(int, periods)) // 60
        if minutes > LONGEST:
            yield alarm.violation(f"decides after {minutes} minutes")


def _periods(alarm: Located) -> list[str]:
    """Seconds, of each metric. CloudWatch's default is a minute."""
    metrics = listed(at(alarm.properties, "Metrics") or [])
    periods = [at(alarm.properties, "Period"), *(at(metric, "MetricStat.Period") for metric in metrics)]
    return [text(period) for period in periods if period is not None] or ["60"]
