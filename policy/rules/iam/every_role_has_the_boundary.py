"""If one role has a permissions boundary, all roles of all stacks have one of the same name, and it is not AWS's.

A boundary such as arn:aws:iam::aws:policy/AdministratorAccess bounds nothing, and is there only to satisfy
a check.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text

TYPES = ("AWS::IAM::Role", "AWS::IAM::User")


def check(assembly: Assembly) -> Iterator[Violation]:
    names = {_name(role) for role in assembly.resources(*TYPES)} - {""}
    for role in assembly.resources(*TYPES):
        boundary = text(role.properties.get("PermissionsBoundary", ""))
        if ":iam::aws:" in boundary:
            yield role.violation(f"PermissionsBoundary::{boundary}")
        elif names and not boundary:
            yield role.violation("PermissionsBoundary")
        elif len(names) > 1:
            yield role.violation(f"PermissionsBoundary::{boundary} is one of {len(names)}")


def _name(role: Located) -> str:
    """Without the account, which differs from stack to stack."""
    return text(role.properties.get("PermissionsBoundary", "")).partition(":policy/")[2]
