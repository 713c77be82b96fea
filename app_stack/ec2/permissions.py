"""What roles of an environment on EC2 may do, whatever its strategy."""

from aws_cdk import aws_iam as iam

from app_stack.permissions import read_revisions
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import Statements, allow, only_in

# With which CodeDeploy finds the instances of a group, in AWSCodeDeployRole.
FIND_INSTANCES = (
    "autoscaling:DescribeAutoScalingGroups",
    "autoscaling:DescribeAutoScalingInstances",
    "autoscaling:DescribeLifecycleHooks",
    "ec2:DescribeInstanceStatus",
    "ec2:DescribeInstances",
    "tag:GetResources",
)


def instance(config: Pipeline, environment: Environment, artifact_key_arn: str, agent_logs_arn: str) -> Statements:
    """The CodeDeploy agent downloads the revision; the SSM agent stands in for SSH; the CloudWatch agent ships logs.

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
        allow("ShipLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [agent_logs_arn]),
        allow("AnswerToSessionManager", ["ssm:UpdateInstanceInformation"], [instances]),
        allow("TalkToSessionManager", channels, ["*"], only_in(region)),  # take no resource
    )


def deploy_to_new_instances(group_arn: str) -> iam.PolicyStatement:
    """Part of every service role of CodeDeploy: its lifecycle hook in the Auto Scaling group."""
    lifecycle = (
        "autoscaling:CompleteLifecycleAction",
        "autoscaling:DeleteLifecycleHook",
        "autoscaling:PutLifecycleHook",
        "autoscaling:RecordLifecycleActionHeartbeat",
    )
    return allow("DeployToNewInstances", lifecycle, [group_arn])


def watch_alarms(alarm_arns: list[str]) -> iam.PolicyStatement:
    return allow("WatchAlarms", ["cloudwatch:DescribeAlarms"], alarm_arns)
