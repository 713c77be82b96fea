"""What an environment's dashboard shows of its application: alarms, then what the load balancer sees of requests.

A target adds rows of its own. Which metrics a load balancer has:
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from collections.abc import Mapping, Sequence

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_elasticloadbalancingv2 as elb
from constructs import Construct

from app_stack.alarms import PERIOD
from config import names
from config.model import Environment, Pipeline
from stack_parts.dashboard import WIDTH, dashboard, graph

Groups = Mapping[str, elb.ApplicationTargetGroup]
"""By the name under which requests to it are shown."""
Row = Sequence[cloudwatch.IWidget]


def environment_dashboard(
    scope: Construct,
    config: Pipeline,
    environment: Environment,
    balancer: elb.ApplicationLoadBalancer,
    groups: Groups,
    alarms: Sequence[cloudwatch.IAlarm],
    *rows: Row,
) -> None:
    name = names.environment_name(config, environment)
    dashboard(scope, name, [_alarms(name, alarms)], _requests(balancer, groups), *rows)


def hosts(groups: Groups) -> cloudwatch.IWidget:
    """Of targets that are asked for their health."""
    healthy = [
        group.metrics.healthy_host_count(period=PERIOD, statistic="Minimum", label=_label(name, "healthy"))
        for name, group in groups.items()
    ]
    unhealthy = [
        group.metrics.unhealthy_host_count(period=PERIOD, statistic="Maximum", label=_label(name, "unhealthy"))
        for name, group in groups.items()
    ]
    return graph("Hosts", *healthy, *unhealthy)


def _alarms(name: str, alarms: Sequence[cloudwatch.IAlarm]) -> cloudwatch.IWidget:
    return cloudwatch.AlarmStatusWidget(title=f"Alarms of {name}", width=WIDTH, height=3, alarms=alarms)


def _requests(balancer: elb.ApplicationLoadBalancer, groups: Groups) -> Row:
    counted = [
        group.metrics.request_count(period=PERIOD, statistic="Sum", label=_label(name, "requests"))
        for name, group in groups.items()
    ]
    failed = [
        group.metrics.http_code_target(
            elb.HttpCodeTarget.TARGET_5XX_COUNT,
            period=PERIOD,
            statistic="Sum",
            label=_label(name, "5xx of the application"),
        )
        for name, group in groups.items()
    ]
    refused = balancer.metrics.http_code_elb(
        elb.HttpCodeElb.ELB_5XX_COUNT, period=PERIOD, statistic="Sum", label="5xx of the load balancer"
    )
    waited = [
        group.metrics.target_response_time(period=PERIOD, statistic=statistic, label=_label(name, statistic))
        for name, group in groups.items()
        for statistic in ("p50", "p95")
    ]
    return (
        graph("Requests a minute", *counted),
        graph("Errors a minute", *failed, refused),
        graph("Response time", *waited, unit="seconds"),
    )


def _label(name: str, what: str) -> str:
    return f"{name} {what}".strip()
