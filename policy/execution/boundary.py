"""The permissions boundary: the most that any role of the templates in an account may ever do.

It allows what the roles' own policies give them, and what the policies of buckets, keys and topics give to roles by
name: an implicit deny of a boundary limits those too.
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.execution import regions
from policy.execution.authorization import arn_formats, resource_types
from policy.execution.documents import MAX_SIZE, Document, TooLargeError, document, size, statements
from policy.execution.documents import Statement as StatementOfPolicy
from policy.execution.need import Condition, Need
from policy.execution.sharing import shared
from policy.execution.values import PARTITION, arn, pattern
from policy.templates.assembly import Located, Stack
from policy.templates.references import resource_referred
from policy.templates.statements import Statement
from policy.templates.statements import statements as statements_of
from policy.templates.template import listed

BY_PRINCIPAL = "aws:principalarn"
READS = ("iam:Get", "iam:List", "iam:PassRole")
KEPT = ("iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion")
LIFTED = ("iam:DeleteRolePermissionsBoundary", "iam:PutRolePermissionsBoundary")


class UnboundedError(Exception):
    """A role of the template may do what no boundary of ours allows."""


def policy(stacks: list[Stack], boundary_arn: str, application: str) -> Document:
    """Of one account: the first of the ways to write it that IAM takes. Raises UnboundedError, TooLargeError."""
    for allowed in _ever_shorter(list(grants(stacks)), application):
        written = document([*allowed, *_denied(stacks[0], boundary_arn)])
        if size(written) <= MAX_SIZE:
            return written
    raise TooLargeError(f"a boundary for all its roles has {size(written)} characters, and IAM takes {MAX_SIZE}")


def _ever_shorter(exact: list[Need], application: str) -> Iterator[list[StatementOfPolicy]]:
    """Spelled out, the same in fewer words, without conditions, with names of the application folded.

    What the last two leave out of this limit still stands in the roles' own policies.
    """
    yield statements(exact)
    yield statements(regions.folded(exact))
    unconditional = [one._replace(conditions=()) for one in exact]
    of_application = [one._replace(resources=_folded(one.resources, application)) for one in unconditional]
    for needs in (exact, unconditional, of_application):
        yield shared(statements(regions.folded(needs)))


def grants(stacks: list[Stack]) -> Iterator[Need]:
    """What the stacks, all of one account, give the roles of that account. Raises UnboundedError."""
    for stack in stacks:
        for resource in stack.resources():
            _no_foreign_policy(resource)
            for given in statements_of(resource):
                if given.allows and given.kind != "trust" and (given.kind == "identity" or _to_a_role(given, stacks)):
                    yield from _granted(given)


def _folded(resources: tuple[str, ...], application: str) -> tuple[str, ...]:
    """`targetgroup/webapp-dev/*` -> `targetgroup/webapp-*`. Not of S3, where one bucket has what others must not."""
    start = re.compile(rf"^(arn:[^:]*:(?!s3:).*?[:/](?:lb-)?{re.escape(application)}-).*")
    return tuple(sorted({start.sub(r"\1*", one) for one in resources}))


def _denied(stack: Stack, boundary_arn: str) -> list[dict[str, Any]]:
    roles = f"arn:{PARTITION}:iam::{stack.account}:role/*"
    return [
        {"Effect": "Deny", "Action": list(KEPT), "Resource": [boundary_arn]},
        {"Effect": "Deny", "Action": list(LIFTED), "Resource": [roles]},
    ]


def _no_foreign_policy(resource: Located) -> None:
    """What the template does not hold, it does not say: neither what it allows today nor what tomorrow."""
    for value in resource.properties.get("ManagedPolicyArns", []) if resource.type == "AWS::IAM::Role" else ():
        if resource_referred(resource.stack, value) is None:
            raise UnboundedError(
                f"{_who(resource)}: {pattern(resource.stack, value)} is not in the template. "
                "Write what the role needs of it into a policy of its own."
            )


def _granted(given: Statement) -> Iterator[Need]:
    holder = given.holder
    if given.not_actions or given.not_resources:
        raise UnboundedError(f"{_who(holder)}: NotAction and NotResource have no upper limit. Name what is allowed.")
    for action in given.actions:
        if action.startswith("iam:") and not action.startswith(READS):
            raise UnboundedError(f"{_who(holder)}: {action}. A role that changes IAM can outgrow any boundary.")
        named = listed(given.document.get("Resource", "*"))  # the policy of a repository names none: its own
        resources = {one for value in named for one in _resources(given, action, value)}
        where = (holder.stack.id, holder.logical_id, "grant")
        yield Need(*where, action, tuple(sorted(resources)), _conditions(given))


def _resources(given: Statement, action: str, value: Any) -> tuple[str, ...]:
    holder = given.holder
    if value == "*":  # in the policy of a key or repository: itself
        return (arn(holder) if given.kind == "resource" else value,)
    found = pattern(holder.stack, value)
    if found != "*":
        return (found,)
    formats = [one for kind in resource_types(action) for one in arn_formats(kind)]
    return tuple(_anywhere(one) for one in formats) or ("*",)


def _anywhere(arn_format: str) -> str:
    """A parameter's value may be of another account and region."""
    known = arn_format.replace("${Partition}", PARTITION).replace(".*", "*")
    return known.replace("${Region}", "*").replace("${Account}", "*")


def _conditions(given: Statement) -> tuple[Condition, ...]:
    written = given.document.get("Condition", {})
    return tuple(
        (operator, key, tuple(sorted(pattern(given.holder.stack, value) for value in listed(values))))
        for operator, keys in sorted(written.items())
        for key, values in sorted(keys.items())
        if key.lower() != BY_PRINCIPAL
    )


def _to_a_role(given: Statement, stacks: list[Stack]) -> bool:
    """By its ARN as the principal, or as the condition on the account's principals."""
    ours = {arn(role) for stack in stacks for role in stack.resources("AWS::IAM::Role")}
    principal = given.document.get("Principal")
    named = listed(principal.get("AWS", [])) if isinstance(principal, dict) else []
    asked = [
        value
        for keys in given.document.get("Condition", {}).values()
        for key, values in keys.items()
        if key.lower() == BY_PRINCIPAL
        for value in listed(values)
    ]
    return any(pattern(given.holder.stack, value) in ours for value in [*named, *asked])


def _who(holder: Located) -> str:
    return f"{holder.stack.id}/{holder.construct}"
