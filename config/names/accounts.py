"""What every account has, or is to have, before there is a stack."""

from config.model import Pipeline


def access_logs_bucket_name(config: Pipeline, account: str, region: str) -> str | None:
    """Of the existing bucket for a stack's access logs, None where the stack makes its own."""
    pattern = config.security.access_logs_bucket
    return pattern.format(account=account, region=region) if pattern else None


def permissions_boundary_arn(config: Pipeline, account: str) -> str | None:
    name = config.security.permissions_boundary
    return f"arn:aws:iam::{account}:policy/{name}" if name else None


def bootstrap_role_arn(account: str, region: str, duty: str) -> str:
    """A role that `cdk bootstrap` makes: duty is deploy-role or cfn-exec-role."""
    return f"arn:aws:iam::{account}:role/cdk-hnb659fds-{duty}-{account}-{region}"


def auto_scaling_role_arn(account: str) -> str:
    """As whom Auto Scaling starts instances and publishes; AWS makes the role with the account's first group."""
    return f"arn:aws:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
