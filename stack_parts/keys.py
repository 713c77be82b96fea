"""KMS keys: managed by the account's administrators, used by whom a statement names, and by nobody else."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from stack_parts.role import Statements, allow_to

# Everything but use: who administers the account can manage the key, yet reads nothing with it.
MANAGE = (
    "kms:CancelKeyDeletion",
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:ListKeyRotations",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:RevokeGrant",
    "kms:RotateKeyOnDemand",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
)

# What somebody needs who sends messages to a topic or a queue with a key.
ENCRYPT = ("kms:Decrypt", "kms:GenerateDataKey")


def managed_key(
    scope: Construct, construct_id: str, description: str, account: str, uses: Statements, rotation_days: int
) -> kms.Key:
    administrators = allow_to("ManageButNotUse", [iam.AccountPrincipal(account)], MANAGE, ["*"])
    return kms.Key(
        scope,
        construct_id,
        description=description,
        enable_key_rotation=True,
        rotation_period=Duration.days(rotation_days),
        policy=iam.PolicyDocument(statements=[administrators, *uses]),
        removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )


def use_for_log_groups(account: str, region: str, log_groups: list[str]) -> iam.PolicyStatement:
    """CloudWatch Logs may encrypt exactly these log groups.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
    """
    arns = [f"arn:aws:logs:{region}:{account}:log-group:{name}" for name in log_groups]
    actions = (
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
    )
    conditions = {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": arns}}
    principal = iam.ServicePrincipal(f"logs.{region}.amazonaws.com")
    return allow_to("EncryptLogGroups", [principal], actions, ["*"], conditions)
