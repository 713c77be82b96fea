"""What the dashboard shows of instances."""

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_elasticloadbalancingv2 as elb

from app_stack.alarms import PERIOD
from app_stack.dashboard import Row, hosts
from config import names
from config.model import Environment, Pipeline
from config.strategies import strategy_of
from stack_parts.dashboard import graph


def instances_row(config: Pipeline, environment: Environment, targets: elb.ApplicationTargetGroup) -> Row:
    groups = _groups(config, environment)
    return (hosts({"": targets}), graph("CPU", *map(_cpu, groups), unit="percent"))


def _groups(config: Pipeline, environment: Environment) -> list[str]:
    if strategy_of(environment) == "blue-green":
        return [names.fleet_name(config, environment, colour) for colour in names.COLOURS]
    return [names.environment_name(config, environment)]


def _cpu(group: str) -> cloudwatch.IMetric:
    return cloudwatch.Metric(
        namespace="AWS/EC2",
        metric_name="CPUUtilization",
        dimensions_map={"AutoScalingGroupName": group},
        statistic="Average",
        period=PERIOD,
        label=group,
    )
