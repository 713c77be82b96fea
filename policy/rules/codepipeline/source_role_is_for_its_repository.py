"""The repository that a source fetches through a connection is the one that its role may use that connection for.

Otherwise AWS refuses the fetch; and where the role is the one that changed, it reaches a repository nobody builds.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import values
from policy.rules._role_policies import ROLE, permissions
from policy.rules.codepipeline._pipeline import Action, pipelines, source_actions
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.statements import Statement
from policy.templates.template import text

USE = {
    f"{service}:useconnection": f"{service}:FullRepositoryId" for service in ("codeconnections", "codestar-connections")
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in source_actions(pipeline):
            for statement in _uses(action):
                if not _fits(statement, action):
                    yield action.violation(f"{statement.name} of its role")


def _uses(action: Action) -> list[Statement]:
    """What its role may do with connections, where the template makes that role."""
    role = resource_referred(action.pipeline.stack, action.role, ROLE)
    allowed = permissions(role) if role else iter(())
    return [one for one in allowed if any(name.lower() in USE for name in one.actions)]


def _fits(statement: Statement, action: Action) -> bool:
    repository, connection = text(action.setting("FullRepositoryId")), text(action.setting("ConnectionArn"))
    keys = [USE[name.lower()] for name in statement.actions if name.lower() in USE]
    named = {value for key in keys for value in (*values(statement, key), *values(statement, key, if_exists=True))}
    return named == {repository} and statement.resources == (connection,)
