"""What the roles of a release in place may do. One function per role."""

from app_stack.ec2.permissions import FIND_INSTANCES, deploy_to_new_instances, watch_alarms
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


def codedeploy(group_arn: str, target_group_arn: str, alarm_arns: list[str], region: str) -> Statements:
    """AWSCodeDeployRole, less what only blue/green deployments need, on this group alone."""
    targets = ("elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets")
    find_targets = (
        "elasticloadbalancing:DescribeLoadBalancers",
        "elasticloadbalancing:DescribeTargetGroupAttributes",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
    )
    return (
        deploy_to_new_instances(group_arn),
        allow("MoveInstancesInAndOutOfTraffic", targets, [target_group_arn]),
        watch_alarms(alarm_arns),
        allow("FindInstances", sorted((*FIND_INSTANCES, *find_targets)), ["*"], only_in(region)),  # take no resource
    )
