"""What each role of an environment on ECS may do. One function per role.

Tasks have no role of their own: a container that nobody gave one has no credentials that could be stolen.
"""

from collections.abc import Sequence

from app_stack.permissions import find_artifact_bucket, read_templates
from config import names
from config.model import Environment, Pipeline
from stack_parts.role import Conditions, Statements, allow, only_in

ONLY_TASKS: Conditions = {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}


def release(config: Pipeline, environment: Environment, deployment_config: str, artifact_key_arn: str) -> Statements:
    """The pipeline's CodeDeployToECS action.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
    """
    of_application = (
        "codedeploy:GetApplication",
        "codedeploy:GetApplicationRevision",
        "codedeploy:RegisterApplicationRevision",
    )
    of_group = ("codedeploy:CreateDeployment", "codedeploy:GetDeployment")
    codedeploy, ecs = names.CodeDeployArns(config, environment), names.EcsArns(config, environment)
    return (
        allow("RegisterTaskDefinitions", ["ecs:RegisterTaskDefinition"], [ecs.task_definitions]),
        allow("PassTheExecutionRole", ["iam:PassRole"], [_execution_role(config, environment)], ONLY_TASKS),
        allow("RegisterRevisions", of_application, [codedeploy.application]),
        allow("DeployRevisions", of_group, [codedeploy.group]),
        allow("ReadDeploymentConfig", ["codedeploy:GetDeploymentConfig"], [codedeploy.config(deployment_config)]),
        find_artifact_bucket(config, environment),
        *read_templates(config, environment, artifact_key_arn),
    )


def execution(config: Pipeline, environment: Environment, log_group_arn: str) -> Statements:
    """What ECS itself needs to start a task: its image, and its log. A log group's ARN ends in `:*`, its streams.

    The images are in the tools region (docs/decisions/0047), whose registry is the one to log in to.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
    """
    pull = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
    registry = only_in(config.tools.region)
    return (
        allow("LogInToRegistry", ["ecr:GetAuthorizationToken"], ["*"], registry),  # takes no resource
        allow("PullImages", pull, [names.image_repository_arn(config)]),
        allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group_arn]),
    )


def codedeploy(
    config: Pipeline,
    environment: Environment,
    listener_arns: Sequence[str],
    rule_arns: Sequence[str],
    alarm_arns: Sequence[str],
) -> Statements:
    """AWSCodeDeployRoleForECS, on this one service, its listeners and its alarms."""
    ecs = names.EcsArns(config, environment)
    describe = (
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
    )
    here = only_in(names.environment_region(config, environment))
    of_service = ("ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet")
    task_sets = ("ecs:CreateTaskSet", "ecs:DeleteTaskSet")
    return (
        allow("ChangeWhichTaskSetServes", of_service, [ecs.service]),
        allow("StartAndEndTaskSets", task_sets, [ecs.service, ecs.task_sets]),
        allow("PassTheExecutionRole", ["iam:PassRole"], [_execution_role(config, environment)], ONLY_TASKS),
        allow("MoveRequests", ["elasticloadbalancing:ModifyListener"], listener_arns),
        allow("MoveRequestsOfRules", ["elasticloadbalancing:ModifyRule"], rule_arns),
        allow("WatchAlarms", ["cloudwatch:DescribeAlarms"], alarm_arns),
        allow("FindListeners", describe, ["*"], here),  # take no resource
    )


def _execution_role(config: Pipeline, environment: Environment) -> str:
    return names.environment_role_arn(config, environment, "execution")
