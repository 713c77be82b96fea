"""The instances behind the load balancer."""

from aws_cdk import Duration
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_elasticloadbalancingv2 as elb
from constructs import Construct

from app_stack.load_balancer import APPLICATION_PORT, HEALTH_CHECK_PATH
from config import names
from config.model import Environment, Pipeline


def instance_targets(
    scope: Construct, config: Pipeline, environment: Environment, vpc: ec2.IVpc
) -> elb.ApplicationTargetGroup:
    """A release waits out the deregistration delay on every instance: keep it as short as a request."""
    return elb.ApplicationTargetGroup(
        scope,
        "Targets",
        target_group_name=names.target_group_name(config, environment),
        vpc=vpc,
        target_type=elb.TargetType.INSTANCE,
        port=APPLICATION_PORT,
        protocol=elb.ApplicationProtocol.HTTP,
        deregistration_delay=Duration.seconds(15),
        health_check=elb.HealthCheck(
            path=HEALTH_CHECK_PATH,
            healthy_threshold_count=2,
            unhealthy_threshold_count=2,
            interval=Duration.seconds(10),
            timeout=Duration.seconds(5),
        ),
    )
