"""What each role of an environment's account may do, whatever its target. One function per role.

Between accounts three policies must agree: the role's own (here), the bucket's and the key's
(pipeline_stack/artifact_access.py).
"""

from aws_cdk import aws_iam as iam

from config import names
from config.model import Environment, Pipeline
from config.strategies import is_by_state_machine
from stack_parts.role import Conditions, Statements, allow


def flow_logs(log_group_arn: str) -> Statements:
    """https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html

    The group exists already. Its ARN attribute ends in `:*`, its streams.
    """
    actions = ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
    return (allow("WriteFlowLogs", actions, [log_group_arn]),)


def start_release(config: Pipeline, environment: Environment) -> Statements:
    """The pipeline's action of Step Functions.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-StepFunctions.html
    """
    machine = names.release_machine_arn(config, environment)
    return (
        allow("StartTheRelease", ["states:DescribeStateMachine", "states:StartExecution"], [machine]),
        allow("WatchTheRelease", ["states:DescribeExecution"], [names.release_execution_arns(config, environment)]),
    )


def find_releases(config: Pipeline, environment: Environment) -> Statements:
    """What a state machine has released, and whether it is about to: part of its own role, and of who tells people."""
    machine = names.release_machine_arn(config, environment)
    return (
        allow("FindReleases", ["states:ListExecutions"], [machine]),
        allow("ReadReleases", ["states:DescribeExecution"], [names.release_execution_arns(config, environment)]),
    )


def look(config: Pipeline, environment: Environment) -> Statements:
    """How a deployment has ended, and which one a state machine began."""
    group = names.CodeDeployArns(config, environment).group
    deployments = allow("LookAtDeployments", ["codedeploy:GetDeployment"], [group])
    if not is_by_state_machine(environment):
        return (deployments,)
    executions = names.release_execution_arns(config, environment)
    return (deployments, allow("LookAtReleases", ["states:DescribeExecution"], [executions]))


def bake(alarm_arns: list[str]) -> Statements:
    """The pipeline's rules that watch the alarms after a release, as CodePipeline's DescribeAlarms needs it.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html
    """
    return (allow("WatchAlarms", ["cloudwatch:DescribeAlarms"], alarm_arns),)


def find_artifact_bucket(config: Pipeline, environment: Environment) -> iam.PolicyStatement:
    """Part of every role that reads revisions through CodePipeline or CodeDeploy: in the environment's region."""
    bucket = names.artifact_bucket_arn(config, names.environment_region(config, environment))
    return allow("FindArtifactBucket", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket], _of_tools(config))


def read_templates(
    config: Pipeline, environment: Environment, artifact_key_arn: str
) -> tuple[iam.PolicyStatement, ...]:
    """Part of every role that reads what the synthesis made. The key is that of the region's artifact store."""
    read = ("s3:GetObject", "s3:GetObjectVersion")
    return (
        allow("ReadTemplates", read, names.templates_arns(config, environment), _of_tools(config)),
        allow("DecryptTemplates", ["kms:Decrypt", "kms:DescribeKey"], [artifact_key_arn]),
    )


def read_revisions(
    config: Pipeline, environment: Environment, artifact_key_arn: str
) -> tuple[iam.PolicyStatement, ...]:
    """Part of every role that reads what the build made. The key is that of the region's artifact store."""
    read = ("s3:GetObject", "s3:GetObjectVersion")
    return (
        allow("ReadRevisions", read, names.revisions_arns(config, environment), _of_tools(config)),
        allow("DecryptRevisions", ["kms:Decrypt", "kms:DescribeKey"], [artifact_key_arn]),
    )


def _of_tools(config: Pipeline) -> Conditions:
    """Should the bucket vanish, nobody else's of the same name steps in."""
    return {"StringEquals": {"aws:ResourceAccount": config.tools.account}}
