"""Which policies of its template a role has: in itself, by its ManagedPolicyArns, or by the policy's own list."""

from collections.abc import Iterator

from policy.templates.assembly import Located
from policy.templates.references import resource_meant, resource_referred
from policy.templates.statements import Statement, statements
from policy.templates.template import listed
from policy.templates.values import at

ROLE, MANAGED = "AWS::IAM::Role", "AWS::IAM::ManagedPolicy"
ATTACHED = (MANAGED, "AWS::IAM::Policy", "AWS::IAM::RolePolicy")


def permissions(role: Located) -> Iterator[Statement]:
    """Every statement that allows the role something."""
    return (one for one in said_of(role) if one.allows)


def said_of(role: Located) -> Iterator[Statement]:
    """Every statement on what the role may do or may not."""
    policies = [policy for policy in role.stack.resources(*ATTACHED) if role.logical_id in holders(policy)]
    for holder in (role, *policies):
        yield from (one for one in statements(holder) if one.kind == "identity")


def holders(policy: Located) -> list[str]:
    """The logical ids of the template's roles that have the policy."""
    names = [*listed(at(policy.properties, "Roles") or []), at(policy.properties, "RoleName")]
    meant = [resource_meant(policy.stack, name, "RoleName", ROLE) for name in names]
    listing = [role for role in policy.stack.resources(ROLE) if _lists(role, policy)]
    return sorted({role.logical_id for role in (*meant, *listing) if role is not None})


def _lists(role: Located, policy: Located) -> bool:
    arns = listed(at(role.properties, "ManagedPolicyArns") or [])
    named = [resource_referred(role.stack, arn, MANAGED) for arn in arns]
    return policy.logical_id in {one.logical_id for one in named if one is not None}
