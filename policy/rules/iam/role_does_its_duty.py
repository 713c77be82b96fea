"""A role allows what whoever takes it on needs it for, and nothing else, however narrow.

A build that may read one secret or start one pipeline has left its duty. _known_actions.py is the list; what a role
needs in addition gets its line there.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._people import people_take_on
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE, permissions
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.iam._known_actions import KNOWN_ACTIONS, MACHINES, PEOPLE
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements


def check(assembly: Assembly) -> Iterator[Violation]:
    of_machines = {arn_of(role) for role in assembly.resources(ROLE) if "states.amazonaws.com" in _services(role)}
    providers, made = _providers(assembly), {arn_of(role) for role in assembly.resources(ROLE)}
    for role in assembly.resources(ROLE):
        takers = _services(role) | providers.get(arn_of(role), set())
        takers |= {PEOPLE} if people_take_on(role, made) else set()
        takers |= {MACHINES} if _taken_on_by(role) & of_machines else set()
        needed = {action.lower() for taker in takers for action in KNOWN_ACTIONS.get(taker, "").split()}
        for statement in permissions(role):
            for action in statement.actions:
                if action.lower() not in needed:
                    yield role.violation(f"{statement.name}::{action}")


def _services(role: Located) -> set[str]:
    trust = (one for one in statements(role) if one.kind == "trust" and one.allows)
    return {name for one in trust for kind, name in one.principals if kind == "Service"}


def _taken_on_by(role: Located) -> set[str]:
    trust = (one for one in statements(role) if one.kind == "trust" and one.allows)
    return {role_arn(role.stack, name) for one in trust for kind, name in one.principals if kind == "AWS"}


def _providers(assembly: Assembly) -> dict[str, set[str]]:
    """Of the actions and rules that a pipeline runs as a role, by the role's ARN."""
    found: dict[str, set[str]] = {}
    for pipeline in pipelines(assembly):
        used = [(one.role, one.provider) for one in pipeline.actions]
        used += [(one.role, one.provider) for one in pipeline.rules]
        for role, provider in used:
            if role is not None:
                found.setdefault(role_arn(pipeline.resource.stack, role), set()).add(provider)
    return found
