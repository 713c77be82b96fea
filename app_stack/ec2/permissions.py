"""What each role of an environment on EC2 may do. One function per role."""

from app_stack.permissions import find_artifact_bucket, read_revisions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import Statements, allow, only_in


def release(config: Pipeline, environment: Environment, deployment_config: str, artifact_key_arn: str) -> Statements:
    """The pipeline's CodeDeploy action.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodeDeploy.html
    """
    of_application = (
        "codedeploy:GetApplication",
        "codedeploy:GetApplicationRevision",
        "codedeploy:RegisterApplicationRevision",
    )
    of_group = ("codedeploy:CreateDeployment", "codedeploy:GetDeployment", "codedeploy:GetDeploymentGroup")
    arns = names.CodeDeployArns(config, environment)
    return (
        allow("RegisterRevisions", of_application, [arns.application]),
        allow("DeployRevisions", of_group, [arns.group]),
        allow("ReadDeploymentConfig", ["codedeploy:GetDeploymentConfig"], [arns.config(deployment_config)]),
        find_artifact_bucket(config, environment),
        *read_revisions(config, environment, artifact_key_arn),
    )


def instance(config: Pipeline, environment: Environment, artifact_key_arn: str) -> Statements:
    """The CodeDeploy agent downloads the revision; the SSM agent stands in for SSH.

    The agent asks CodeDeploy for work with the instance's identity and needs no permission for it.
    """
    region = names.environment_region(config, environment)
    instances = f"arn:aws:ec2:{region}:{environment.account}:instance/*"
    channels = (
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    )
    return (
        *read_revisions(config, environment, artifact_key_arn),
        allow("AnswerToSessionManager", ["ssm:UpdateInstanceInformation"], [instances]),
        allow("TalkToSessionManager", channels, ["*"], only_in(region)),  # take no resource
    )


def codedeploy(group_arn: str, target_group_arn: str, alarm_arns: list[str], region: str) -> Statements:
    """AWSCodeDeployRole, less what only blue/green deployments need, on this group alone."""
    lifecycle = (
        "autoscaling:CompleteLifecycleAction",
        "autoscaling:DeleteLifecycleHook",
        "autoscaling:PutLifecycleHook",
        "autoscaling:RecordLifecycleActionHeartbeat",
    )
    targets = ("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets")
    describe = (
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLifecycleHooks",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstances",
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "tag:GetResources",
    )
    return (
        allow("DeployToNewInstances", lifecycle, [group_arn]),
        allow("MoveInstancesInAndOutOfTraffic", targets, [target_group_arn]),
        allow("WatchAlarms", ["cloudwatch:DescribeAlarms"], alarm_arns),
        allow("FindInstances", describe, ["*"], only_in(region)),  # take no resource
    )
