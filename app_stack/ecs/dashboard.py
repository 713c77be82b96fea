"""What the dashboard shows of tasks. ECS measures a service for nothing, Container Insights for money.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
"""

from aws_cdk import aws_cloudwatch as cloudwatch

from app_stack.alarms import PERIOD
from app_stack.dashboard import Groups, Row, hosts
from config import names
from config.model import Environment, Pipeline
from stack_parts.dashboard import graph


def tasks_row(config: Pipeline, environment: Environment, groups: Groups) -> Row:
    name = names.environment_name(config, environment)
    used = [_used(name, what) for what in ("CPUUtilization", "MemoryUtilization")]
    return (hosts(groups), graph("CPU and memory of the tasks", *used, unit="percent of what they have"))


def _used(name: str, what: str) -> cloudwatch.IMetric:
    """Cluster and service are called the same."""
    return cloudwatch.Metric(
        namespace="AWS/ECS",
        metric_name=what,
        dimensions_map={"ClusterName": name, "ServiceName": name},
        statistic="Average",
        period=PERIOD,
    )
