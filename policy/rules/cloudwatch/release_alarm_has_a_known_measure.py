"""An alarm that a deployment watches measures one of a few things, each by a formula and statistics that were reviewed.

Errors are the share of its requests that the application itself answers with 5xx: the load balancer's own are none of
the release's, 4xx are the callers', and a share that is not multiplied by 100 never comes near its limit. A query that
is returned beside the formula, or in its place, is another alarm.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._measures import measure
from policy.rules.codedeploy._groups import release_alarms
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, objects

ERRORS, HEALTHY, UNHEALTHY = "HTTPCode_Target_5XX_Count", "HealthyHostCount", "UnHealthyHostCount"
OF_TWO_GROUPS = f"IF(FILL({HEALTHY}, 0) > 0, FILL({UNHEALTHY}, 0), 0)"
FORMULAS = {
    f"IF(RequestCount > 0, 100 * FILL({ERRORS}, 0) / RequestCount, 0)",
    f"IF({HEALTHY} > 0, {UNHEALTHY}, 0)",
    f"{OF_TWO_GROUPS} + {OF_TWO_GROUPS}",
    "TargetResponseTime",
    "Errors",
    "Throttles",
}
STATISTICS = {ERRORS: "Sum", "RequestCount": "Sum", HEALTHY: "Minimum", UNHEALTHY: "Maximum"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in release_alarms(assembly):
        measured = measure(alarm)
        if measured not in FORMULAS:
            yield alarm.violation(f"measures {measured}")
        for query in objects(at(alarm.properties, "Metrics")):
            metric, statistic = text(at(query, "MetricStat.Metric.MetricName")), at(query, "MetricStat.Stat")
            if metric in STATISTICS and statistic != STATISTICS[metric]:
                yield alarm.violation(f"{metric} {text(statistic)}")
