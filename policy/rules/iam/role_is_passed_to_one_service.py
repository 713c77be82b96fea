"""iam:PassRole is for one service, named in iam:PassedToService, and the same policy calls that service.

Without the condition, whoever may pass a role to CloudFormation may put it on an instance too.
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import values
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import Statement, statements

PASS = "iam:passrole"  # noqa: S105 - an action
CALLED_AS = {"ecs-tasks": "ecs", "vpc-flow-logs": "ec2"}  # where actions bear another name than the principal


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.allows and PASS in {action.lower() for action in statement.actions}:
                yield from (resource.violation(f"{statement.name}::{wrong}") for wrong in _wrong(resource, statement))


def _wrong(resource: Located, statement: Statement) -> Iterator[str]:
    passed_to = values(statement, "iam:PassedToService")
    if len(passed_to) != 1 or "*" in passed_to[0]:
        yield "iam:PassedToService"
    elif not _calls(resource, passed_to[0].removesuffix(".amazonaws.com")):
        yield f"iam:PassedToService::{passed_to[0]} is not called"


def _calls(resource: Located, service: str) -> bool:
    prefix = CALLED_AS.get(service, service)
    return any(action.startswith(f"{prefix}:") for one in statements(resource) for action in one.actions)
