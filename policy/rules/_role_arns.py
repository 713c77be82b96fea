"""Roles by their ARNs, however a template writes them, so that two templates' words for one role compare equal."""

from typing import Any

from policy.rules._arns import concrete
from policy.rules._role_policies import ROLE
from policy.templates.assembly import Located, Stack
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at


def role_arn(stack: Stack, value: Any) -> str:
    """Of the role that a template of `stack` means by the value."""
    role = resource_referred(stack, value, ROLE)
    return arn_of(role) if role else concrete(text(value), stack)


def arn_of(role: Located) -> str:
    """A role without a name of its own gets one that no other template can know."""
    name = concrete(text(at(role.properties, "RoleName") or f"${{{role.logical_id}}}"), role.stack)
    path = text(at(role.properties, "Path") or "/")
    return f"arn:aws:iam::{role.stack.account}:role{path}{name}"
