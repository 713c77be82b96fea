"""What each role of an environment's account may do, whatever its target. One function per role.

Between accounts three policies must agree: the role's own (here), the bucket's and the key's
(pipeline_stack/artifact_access.py).
"""

from aws_cdk import aws_iam as iam

from config import names
from config.model import Pipeline
from stack_parts.role import Conditions, Statements, allow


def flow_logs(log_group_arn: str) -> Statements:
    """https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html

    The group exists already. Its ARN attribute ends in `:*`, its streams.
    """
    actions = ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
    return (allow("WriteFlowLogs", actions, [log_group_arn]),)


def find_artifact_bucket(config: Pipeline) -> iam.PolicyStatement:
    """Part of every role that reads revisions through CodePipeline or CodeDeploy."""
    bucket = f"arn:aws:s3:::{names.artifact_bucket_name(config)}"
    return allow("FindArtifactBucket", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket], _of_tools(config))


def read_revisions(config: Pipeline, artifact_key_arn: str) -> tuple[iam.PolicyStatement, ...]:
    """Part of every role that reads what the build made. The key is that of the artifact store."""
    read = ("s3:GetObject", "s3:GetObjectVersion")
    return (
        allow("ReadRevisions", read, [names.revisions_arn(config)], _of_tools(config)),
        allow("DecryptRevisions", ["kms:Decrypt", "kms:DescribeKey"], [artifact_key_arn]),
    )


def _of_tools(config: Pipeline) -> Conditions:
    """Should the bucket vanish, nobody else's of the same name steps in."""
    return {"StringEquals": {"aws:ResourceAccount": config.tools.account}}
