"""What the roles of a blue-green release may do. One function per role."""

from app_stack.ec2.permissions import FIND_INSTANCES, deploy_to_new_instances, watch_alarms
from app_stack.permissions import find_releases
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import Statements, allow, only_in


def codedeploy(group_arn: str, alarm_arns: list[str], region: str) -> Statements:
    """AWSCodeDeployRole, less what moves traffic or makes and ends groups, on one fleet alone."""
    return (
        deploy_to_new_instances(group_arn),
        watch_alarms(alarm_arns),
        allow("FindInstances", FIND_INSTANCES, ["*"], only_in(region)),  # take no resource
    )


def machine(
    config: Pipeline,
    environment: Environment,
    group_arns: list[str],
    alarm_arns: list[str],
    deployment_config: str,
) -> Statements:
    """The state machine that carries a release out.

    SetDesiredCapacity in place of UpdateAutoScalingGroup: it changes a size, not what is launched. That
    UpdateDeploymentGroup needs no iam:PassRole when it names no role is on the list of docs/fidelity.md.
    """
    arns = names.CodeDeployArns(config, environment)
    fleets = (
        "autoscaling:AttachTrafficSources",
        "autoscaling:DeleteScheduledAction",
        "autoscaling:DetachTrafficSources",
        "autoscaling:PutScheduledUpdateGroupAction",
        "autoscaling:SetDesiredCapacity",
    )
    find = (
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeScheduledActions",
        "ec2:DescribeInstanceStatus",
        "elasticloadbalancing:DescribeTargetHealth",
    )
    deploy = (
        "codedeploy:CreateDeployment",
        "codedeploy:GetDeployment",
        "codedeploy:GetDeploymentGroup",
        "codedeploy:UpdateDeploymentGroup",
    )
    register = ("codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision")
    region = names.environment_region(config, environment)
    return (
        allow("SizeFleetsAndMoveTraffic", fleets, group_arns),
        allow("FindFleets", find, ["*"], only_in(region)),  # take no resource
        allow("DeployToFleets", deploy, [arns.fleet(colour) for colour in names.COLOURS]),
        allow("RegisterRevisions", register, [arns.application]),
        allow("ReadDeploymentConfig", ["codedeploy:GetDeploymentConfig"], [arns.config(deployment_config)]),
        watch_alarms(alarm_arns),
        *find_releases(config, environment),
    )
