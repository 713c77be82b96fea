"""Roles whose whole policy is written beside them; nothing that uses a role can add to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import aws_iam as iam
from constructs import Construct

Statements = Sequence[iam.PolicyStatement]
Conditions = Mapping[str, Mapping[str, Any]]


def allow(
    sid: str, actions: Sequence[str], resources: Sequence[str], conditions: Conditions | None = None
) -> iam.PolicyStatement:
    return iam.PolicyStatement(sid=sid, actions=list(actions), resources=list(resources), conditions=conditions)


def deny(sid: str, actions: Sequence[str], resources: Sequence[str], conditions: Conditions) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        sid=sid, effect=iam.Effect.DENY, actions=list(actions), resources=list(resources), conditions=conditions
    )


def only_in(region: str) -> Conditions:
    """What narrows an action that takes no resource: every request says its region.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    return {"StringEquals": {"aws:RequestedRegion": region}}


def allow_to(
    sid: str,
    principals: Sequence[iam.IPrincipal],
    actions: Sequence[str],
    resources: Sequence[str],
    conditions: Conditions | None = None,
) -> iam.PolicyStatement:
    """A statement of a resource policy."""
    return iam.PolicyStatement(
        sid=sid,
        principals=list(principals),
        actions=list(actions),
        resources=list(resources),
        conditions=conditions,
    )


def written_role(
    scope: Construct, construct_id: str, name: str, trust: iam.IPrincipal, statements: Statements
) -> iam.IRole:
    """A role and its one managed policy, both called `name`.

    The role reaches its users without policy updates: CDK's own grants, which are full of wildcards,
    end nowhere. The role refers to its policy, so whoever waits for the role waits for the policy too.
    """
    home = Construct(scope, construct_id)
    policy = iam.ManagedPolicy(home, "Policy", managed_policy_name=name, statements=list(statements))
    role = iam.Role(home, "Role", role_name=name, assumed_by=trust, managed_policies=[policy])
    return role.without_policy_updates()


def existing_role(scope: Construct, construct_id: str, arn: str) -> iam.IRole:
    """A role that another stack or `cdk bootstrap` makes."""
    return iam.Role.from_role_arn(scope, construct_id, arn, mutable=False)


def roles_named(arns: Sequence[str]) -> iam.IPrincipal:
    """Trust in roles by their ARNs, and in nothing else."""
    return iam.CompositePrincipal(*(iam.ArnPrincipal(arn) for arn in arns))


def service(principal: str, account: str, source_arn: str) -> iam.IPrincipal:
    """Trust in an AWS service that acts for this account and this one resource: no confused deputy."""
    conditions = {"StringEquals": {"aws:SourceAccount": account}, "ArnEquals": {"aws:SourceArn": source_arn}}
    return iam.ServicePrincipal(principal).with_conditions(conditions)


def service_if_it_says(principal: str, account: str, *source_arns: str) -> iam.IPrincipal:
    """The same for services that do not document the two keys: an absent key must not lock them out.

    AWS has no page on confused deputies for CodePipeline and EventBridge targets.
    """
    conditions = {
        "StringEqualsIfExists": {"aws:SourceAccount": account},
        "ArnEqualsIfExists": {"aws:SourceArn": source_arns[0] if len(source_arns) == 1 else list(source_arns)},
    }
    return iam.ServicePrincipal(principal).with_conditions(conditions)
