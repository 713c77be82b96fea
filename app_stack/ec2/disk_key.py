"""The key of the instances' disks, where pipeline.yml wants one that the customer manages."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from config import names
from config.model import Environment, Pipeline
from stack_parts.keys import managed_key
from stack_parts.role import Conditions, allow_to


def disk_key(scope: Construct, config: Pipeline, environment: Environment) -> kms.IKey | None:
    """None: EBS encrypts with the key that AWS manages.

    https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
    """
    encryption = config.security.encryption
    if encryption.disks == "aws-managed":
        return None
    account = environment.account
    region = names.environment_region(config, environment)
    by_auto_scaling: Conditions = {
        "ArnEquals": {"aws:PrincipalArn": names.auto_scaling_role_arn(account)},
        "StringEquals": {"kms:ViaService": f"ec2.{region}.amazonaws.com"},
    }
    for_aws_itself: Conditions = {**by_auto_scaling, "Bool": {"kms:GrantIsForAWSResource": "true"}}
    use = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext")
    reencrypt = ("kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")
    owner = [iam.AccountPrincipal(account)]
    uses = (
        allow_to("AutoScalingEncryptsDisks", owner, (*use, *reencrypt), ["*"], by_auto_scaling),
        allow_to("AutoScalingLetsDisksBeAttached", owner, ["kms:CreateGrant"], ["*"], for_aws_itself),
    )
    return managed_key(scope, "DiskKey", "Disks of the instances", account, uses, encryption.key_rotation_days)
