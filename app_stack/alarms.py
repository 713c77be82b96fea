"""The alarms that stop a release, roll it back and tell people.

CodeDeploy starts no deployment while one of its alarms is in ALARM. So an alarm must be quiet when no
instance has the application yet, or the first release could never happen: each looks only at what
instances that serve say. A release that breaks every instance fails in its own ValidateService hook; that none
serves at any other time, outage.py tells.
"""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as cloudwatch_actions
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_sns as sns
from constructs import Construct

from app_stack.meanings import description
from config import names
from config.model import Alarms, Environment, Pipeline

PERIOD, PERIODS = Duration.minutes(1), 3
Watched = Mapping[str, tuple[cloudwatch.IMetric, float]]
"""By an alarm's name: what it measures, and from which value on it is harm."""


class ReleaseAlarms(Construct):
    def __init__(
        self,
        scope: Construct,
        config: Pipeline,
        environment: Environment,
        alerts: sns.ITopic,
        measured: Watched,
    ) -> None:
        super().__init__(scope, "Alarms")
        self.all = [
            alarm(self, config, environment, what, *measured[what], alerts)
            for what in names.RELEASE_ALARMS[environment.target]
        ]
        if environment.bake and environment.regions:
            # It tells nobody: whatever it measures has an alarm above that does.
            alarm(self, config, environment, names.HARM, _harm(measured), 1)


def alarm(
    scope: Construct,
    config: Pipeline,
    environment: Environment,
    what: str,
    metric: cloudwatch.IMetric,
    limit: float,
    alerts: sns.ITopic | None = None,
    bad_periods: int = 2,
) -> cloudwatch.Alarm:
    """`bad_periods`: of PERIODS, so many have to be at the limit."""
    made = cloudwatch.Alarm(
        scope,
        what,
        alarm_name=names.alarm_name(config, environment, what),
        alarm_description=description(config, what),
        metric=metric,
        threshold=limit,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluation_periods=PERIODS,
        datapoints_to_alarm=bad_periods,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
    )
    if alerts:
        made.add_alarm_action(cloudwatch_actions.SnsAction(alerts))
    return made


def _harm(measured: Watched) -> cloudwatch.IMetric:
    """1 in a minute in which one of them is harm. MAX leaves out what says nothing; OR would say nothing then."""
    over = {
        f"{what}_harm": cloudwatch.MathExpression(
            expression=f"IF({what} >= {limit:g}, 1, 0)", using_metrics={what: metric}, period=PERIOD
        )
        for what, (metric, limit) in ((name.replace("-", "_"), one) for name, one in measured.items())
    }
    named: dict[str, cloudwatch.IMetric] = {**over}
    return cloudwatch.MathExpression(
        expression=f"MAX([{', '.join(over)}])", using_metrics=named, period=PERIOD, label="Harm, by any alarm's measure"
    )


def of_requests(targets: elb.ApplicationTargetGroup, limits: Alarms, prefix: str = "") -> Watched:
    """`prefix`: of one of several groups, each by itself: a tenth of the requests, all failing, would be lost."""
    return {
        f"{prefix}http-5xx": (_failed_percent(targets, prefix.replace("-", "_")), limits.http_5xx_percent),
        f"{prefix}latency-p95": (_latency(targets), limits.latency_p95_seconds),
    }


def _failed_percent(targets: elb.ApplicationTargetGroup, prefix: str) -> cloudwatch.IMetric:
    """Of the requests that instances answered; those that reached none count for the load balancer.

    `prefix`: of its ids, of which another formula in the same alarm may have none.
    """
    metrics = targets.metrics
    failed, requests = f"{prefix}failed", f"{prefix}requests"
    counted = {
        failed: metrics.http_code_target(elb.HttpCodeTarget.TARGET_5XX_COUNT, period=PERIOD, statistic="Sum"),
        requests: metrics.request_count(period=PERIOD, statistic="Sum"),
    }
    return cloudwatch.MathExpression(
        expression=f"IF({requests} > 0, 100 * FILL({failed}, 0) / {requests}, 0)",
        using_metrics=counted,
        period=PERIOD,
        label="Percent of requests answered with 5xx",
    )


def _latency(targets: elb.ApplicationTargetGroup) -> cloudwatch.IMetric:
    return targets.metrics.target_response_time(period=PERIOD, statistic="p95")


def unhealthy_hosts(limit: float, *groups: elb.ApplicationTargetGroup) -> Watched:
    return {"unhealthy-hosts": (_unhealthy_among_serving(groups), limit)}


def _unhealthy_among_serving(groups: Sequence[elb.ApplicationTargetGroup]) -> cloudwatch.IMetric:
    """Of all groups together. A group that nothing is in says nothing, which is none."""
    ends = [""] if len(groups) == 1 else [str(number) for number in range(1, len(groups) + 1)]
    named: dict[str, cloudwatch.IMetric] = {}
    for end, group in zip(ends, groups, strict=True):
        named[f"healthy{end}"] = group.metrics.healthy_host_count(period=PERIOD, statistic="Minimum")
        named[f"unhealthy{end}"] = group.metrics.unhealthy_host_count(period=PERIOD, statistic="Maximum")
    several = len(ends) > 1
    parts = [
        f"IF(FILL(healthy{end}, 0) > 0, FILL(unhealthy{end}, 0), 0)" if several else "IF(healthy > 0, unhealthy, 0)"
        for end in ends
    ]
    return cloudwatch.MathExpression(
        expression=" + ".join(parts), using_metrics=named, period=PERIOD, label="Unhealthy hosts while others serve"
    )
