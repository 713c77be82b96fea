"""A role that a service is handed is one that the stacks make, or that `cdk bootstrap` made where they are deployed.

What another role may do, and who else may take it on, no template shows: it may well be an administrator's.
https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, keyed

ROLE, PROFILE = "AWS::IAM::Role", "AWS::IAM::InstanceProfile"
# Role, RoleArn, ServiceRole, ServiceRoleArn, TaskRoleArn... wherever it stands, but not as a variable of a build.
HANDED = re.compile(r"\w*Role(A(rn|RN))?|DeliverLogsPermissionArn")
VARIABLES = re.compile(r"(.*\.)?Variables")
BOOTSTRAP = re.compile(r"arn:aws:iam::(\d{12}):role/cdk-[a-z0-9]{1,10}-(cfn-exec|deploy)-role-\1-([a-z0-9-]+)")
# Made by the service it is named after, with permissions that AWS chose.
SERVICE_LINKED = re.compile(r"arn:aws:iam::(\d{12}):role/aws-service-role/.+")


def check(assembly: Assembly) -> Iterator[Violation]:
    made = {arn for stack in assembly.stacks for role in stack.resources(ROLE) for arn in _arns(role)}
    places = {(stack.account, stack.region) for stack in assembly.stacks}
    for resource in assembly.resources():
        for where, role in _handed(resource):
            arn = _arn(role, resource.stack)
            if not (_is_own(role, resource.stack) or arn in made or _is_of_aws(arn, places, resource.stack)):
                yield resource.violation(f"{where} {text(role)}")


def _handed(resource: Located) -> Iterator[tuple[str, Any]]:
    """(property, role)"""
    if resource.type == PROFILE:
        yield from (("Roles", role) for role in listed(at(resource.properties, "Roles") or []))
    if resource.type.startswith("AWS::IAM::"):
        return
    for holder, fields in keyed(resource.properties):
        for key in fields:
            role = at(fields, key)
            if role is not None and HANDED.fullmatch(key) and not VARIABLES.fullmatch(holder):
                yield (f"{holder}.{key}" if holder else key), role


def _is_own(role: Any, stack: Stack) -> bool:
    return resource_referred(stack, role, ROLE) is not None


def _is_of_aws(arn: str, places: set[tuple[str, str]], stack: Stack) -> bool:
    bootstrap, linked = BOOTSTRAP.fullmatch(arn), SERVICE_LINKED.fullmatch(arn)
    if bootstrap:
        return (bootstrap[1], bootstrap[3]) in places
    return linked is not None and linked[1] == stack.account


def _arn(role: Any, stack: Stack) -> str:
    """Of a name too, as an instance profile has it."""
    name = concrete(text(role), stack)
    return name if name.startswith("arn:") else f"arn:aws:iam::{stack.account}:role/{name}"


def _arns(role: Located) -> Iterator[str]:
    """Without its path too: an instance profile names no path."""
    name = at(role.properties, "RoleName")
    if name is not None:
        for path in ("/", text(at(role.properties, "Path") or "/")):
            yield concrete(f"arn:aws:iam::{role.stack.account}:role{path}{text(name)}", role.stack)
