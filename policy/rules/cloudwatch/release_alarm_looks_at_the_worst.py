"""An alarm that a deployment watches looks at the bad end of what it measures: no minimum, no low percentile.

The fastest request of a minute is fast in any outage, and a count of samples says nothing of them.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch.release_alarm_measures_harm import HARM
from policy.rules.codedeploy._groups import release_alarms
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, objects

GOOD = ("Sum", "Average", "Maximum")
PERCENTILE = re.compile(r"p(\d+(?:\.\d+)?)")
LOWEST = 90


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in release_alarms(assembly):
        for metric, statistic in _statistics(alarm):
            if HARM.search(metric) and not _is_telling(statistic):
                yield alarm.violation(f"{metric} {statistic}")


def _statistics(alarm: Located) -> Iterator[tuple[str, str]]:
    for query in objects(at(alarm.properties, "Metrics")):
        if at(query, "MetricStat") is not None:
            yield text(at(query, "MetricStat.Metric.MetricName")), text(at(query, "MetricStat.Stat"))
    if at(alarm.properties, "MetricName") is not None:
        statistic = at(alarm.properties, "ExtendedStatistic") or at(alarm.properties, "Statistic")
        yield text(at(alarm.properties, "MetricName")), text(statistic)


def _is_telling(statistic: str) -> bool:
    percentile = PERCENTILE.fullmatch(statistic)
    return float(percentile[1]) >= LOWEST if percentile else statistic in GOOD
