"""Who writes and who reads what the trails recorded: the policies of their bucket and of its key.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
"""

from aws_cdk import aws_iam as iam

from config import names, places
from config.model import Pipeline
from pipeline_stack.environment_access import only, through_s3
from stack_parts.role import Conditions, Statements, allow_to

CLOUDTRAIL = "cloudtrail.amazonaws.com"
# kms:Decrypt: CloudTrail asks for it where the bucket has a bucket key.
ENCRYPT = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")


def key_statements(config: Pipeline) -> Statements:
    reading = {**through_s3(config.tools.region), **only(list(config.audit.readers))}
    return (
        allow_to("TrailsEncrypt", [iam.ServicePrincipal(CLOUDTRAIL)], ENCRYPT, ["*"], _our_trails(config)),
        *(
            [allow_to("ReadersDecrypt", _tools(config), ["kms:Decrypt"], ["*"], reading)]
            if config.audit.readers
            else []
        ),
    )


def bucket_statements(config: Pipeline) -> Statements:
    bucket = f"arn:aws:s3:::{names.audit_bucket_name(config)}"
    ours, cloudtrail = _our_trails(config), [iam.ServicePrincipal(CLOUDTRAIL)]
    full_control: Conditions = {
        "StringEquals": {**ours["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"},
    }
    folders = _folders(config, bucket)
    return (
        allow_to("TrailsLookAtTheBucket", cloudtrail, ["s3:GetBucketAcl"], [bucket], ours),
        allow_to("TrailsWrite", cloudtrail, ["s3:PutObject"], folders, full_control),
        *(_read(config, bucket) if config.audit.readers else []),
        _deny("NobodyElseWrites", ["s3:PutObject"], bucket, _but_cloudtrail()),
        _deny("NobodyDeletes", ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"], bucket),
    )


def _read(config: Pipeline, bucket: str) -> Statements:
    """Also what `aws cloudtrail validate-logs` asks for."""
    readers = only(list(config.audit.readers))
    return (
        allow_to("ReadersFind", _tools(config), ["s3:GetBucketLocation", "s3:ListBucket"], [bucket], readers),
        allow_to("ReadersRead", _tools(config), ["s3:GetObject"], _folders(config, bucket), readers),
    )


def _folders(config: Pipeline, bucket: str) -> list[str]:
    """One for each account."""
    accounts = dict.fromkeys((config.tools.account, *(place.account for place in places.audited(config))))
    return [f"{bucket}/AWSLogs/{account}/*" for account in accounts]


def _tools(config: Pipeline) -> list[iam.IPrincipal]:
    """A key's policy cannot name a role that does not exist; a condition can."""
    return [iam.AccountPrincipal(config.tools.account)]


def _our_trails(config: Pipeline) -> dict[str, dict[str, list[str]]]:
    arns = [names.trail_arn(config), *(names.trail_arn(config, place) for place in places.audited(config))]
    return {"StringEquals": {"aws:SourceArn": arns}}


def _but_cloudtrail() -> Conditions:
    """A request that no service makes for itself has no such key, and is denied too."""
    return {"StringNotEquals": {"aws:PrincipalServiceName": CLOUDTRAIL}}


def _deny(sid: str, actions: list[str], bucket: str, conditions: Conditions | None = None) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid,
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=actions,
        resources=[f"{bucket}/*"],
        conditions=conditions,
    )
