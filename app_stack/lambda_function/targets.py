"""The alias behind the load balancer, which may invoke it and nothing else."""

from aws_cdk import Duration
from aws_cdk import aws_elasticloadbalancingv2 as elb
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from app_stack.load_balancer import HEALTH_CHECK_PATH
from config import names
from config.model import Environment, Pipeline


def function_targets(
    scope: Construct, config: Pipeline, environment: Environment, alias: lambda_.Alias
) -> elb.ApplicationTargetGroup:
    """Not by CDK's target, which would let any load balancer invoke the function.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
    """
    name = names.target_group_name(config, environment)
    region = names.environment_region(config, environment)
    # The group's id is not known before it exists, and the group wants the permission first.
    source = f"arn:aws:elasticloadbalancing:{region}:{environment.account}:targetgroup/{name}/*"
    permission = lambda_.CfnPermission(
        scope,
        "Invocation",
        action="lambda:InvokeFunction",
        function_name=alias.function_arn,
        principal="elasticloadbalancing.amazonaws.com",
        source_account=environment.account,
        source_arn=source,
    )
    health = elb.HealthCheck(
        enabled=True, path=HEALTH_CHECK_PATH, interval=Duration.seconds(30), timeout=Duration.seconds(25)
    )
    targets = elb.ApplicationTargetGroup(
        scope, "Targets", target_group_name=name, target_type=elb.TargetType.LAMBDA, health_check=health
    )
    group = targets.node.default_child
    assert isinstance(group, elb.CfnTargetGroup)
    group.targets = [elb.CfnTargetGroup.TargetDescriptionProperty(id=alias.function_arn)]
    targets.node.add_dependency(permission)
    return targets
