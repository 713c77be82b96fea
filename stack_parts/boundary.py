"""The permissions boundary: the most that any role of a stack can ever do, whatever its own policy says."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam


def bound_every_role(stack: Stack, policy_arn: str | None) -> None:
    """An aspect, and not an argument of each role: it reaches roles that a construct makes on its own, too."""
    if policy_arn is None:
        return
    policy = iam.ManagedPolicy.from_managed_policy_arn(stack, "PermissionsBoundary", policy_arn)
    iam.PermissionsBoundary.of(stack).apply(policy)
