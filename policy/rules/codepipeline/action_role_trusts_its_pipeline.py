"""The role of an action, or of a rule, is taken on by the role of its pipeline, and by nothing else.

A build that could take on the role of the action that updates the pipeline would not need the pipeline.
https://docs.aws.amazon.com/codepipeline/latest/userguide/how-to-custom-role.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements
from policy.templates.template import listed
from policy.templates.values import at, fields


def check(assembly: Assembly) -> Iterator[Violation]:
    allowed = _pipelines_of_action_roles(assembly)
    for role in assembly.resources(ROLE):
        if arn_of(role) in allowed:
            others = sorted(_trusted(role) - allowed[arn_of(role)])
            yield from (role.violation(f"Principal::{principal}") for principal in others)


def _pipelines_of_action_roles(assembly: Assembly) -> dict[str, set[str]]:
    """The roles of the pipelines that use each role in an action or a rule."""
    found: dict[str, set[str]] = {}
    for pipeline in pipelines(assembly):
        stack = pipeline.resource.stack
        own = role_arn(stack, at(pipeline.resource.properties, "RoleArn"))
        for role in pipeline.roles_taken_on:
            found.setdefault(role_arn(stack, role), set()).add(own)
    return found


def _trusted(role: Located) -> set[str]:
    trust = (one for one in statements(role) if one.kind == "trust" and one.allows)
    principals = (item for one in trust for item in fields(one.document.get("Principal")).items())
    return {role_arn(role.stack, value) for _, values in principals for value in listed(values)}
