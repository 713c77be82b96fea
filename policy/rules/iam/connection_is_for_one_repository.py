"""Whoever uses a connection to a Git provider may use it for one repository: the condition FullRepositoryId.

A connection reaches every repository that its installation was given.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CodestarConnectionSource.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import narrows
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements

ACTIONS = {"codeconnections:useconnection", "codestar-connections:useconnection"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows:
                for action in statement.actions:
                    if action.lower() in ACTIONS and not _is_for_one(statement, action):
                        yield resource.violation(f"{statement.name}::{action}")


def _is_for_one(statement: Statement, action: str) -> bool:
    key = f"{action.partition(':')[0]}:FullRepositoryId"
    return narrows(statement, key) or narrows(statement, key, if_exists=True)
