"""The alarm on requests that nothing answers: hosts or tasks are dead, gone, or say nothing.

It tells people and nobody else. A load balancer has no host either before the first release, which alarms that
CodeDeploy watches must survive (alarms.py). Each minute of three counts: what a release interrupts is shorter.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
"""

from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_sns as sns
from constructs import Construct

from app_stack.alarms import PERIOD, PERIODS, alarm
from config import names
from config.model import Environment, Pipeline

# A request for which there is no target to choose (503) is none of `requests`, which then says nothing, but is refused.
ALWAYS = "100 * refused / MAX([FILL(requests, 0), refused])"
# Out of hours there is none on purpose. Hosts that are dead within them are chosen still (502, 504).
IN_ITS_HOURS = "IF(requests > 0, 100 * refused / requests, 0)"


def outage_alarm(
    scope: Construct,
    config: Pipeline,
    environment: Environment,
    alerts: sns.ITopic,
    balancer: elb.ApplicationLoadBalancer,
) -> cloudwatch.Alarm:
    unanswered = _unanswered_percent(balancer, IN_ITS_HOURS if environment.running else ALWAYS)
    limit = environment.alarms.outage_percent
    return alarm(scope, config, environment, names.OUTAGE, unanswered, limit, alerts, bad_periods=PERIODS)


def _unanswered_percent(balancer: elb.ApplicationLoadBalancer, expression: str) -> cloudwatch.IMetric:
    metrics = balancer.metrics
    refused = metrics.http_code_elb(elb.HttpCodeElb.ELB_5XX_COUNT, period=PERIOD, statistic="Sum")
    requests = metrics.request_count(period=PERIOD, statistic="Sum")
    return cloudwatch.MathExpression(
        expression=expression,
        using_metrics={"refused": refused, "requests": requests},
        period=PERIOD,
        label="Percent of requests that nothing answered",
    )
