"""A pipeline's role takes on the roles that its actions and rules name, and no other.

A build's role, say, would give the pipeline what only the build is to have: to write what was built.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._role_arns import arn_of, role_arn
from policy.rules._role_policies import ROLE, permissions
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.iam.pipeline_alone_takes_roles_on import ASSUME
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    named = dict[str, set[str]]()
    for pipeline in pipelines(assembly):
        stack = pipeline.resource.stack
        own = role_arn(stack, at(pipeline.resource.properties, "RoleArn"))
        named.setdefault(own, set()).update(role_arn(stack, role) for role in pipeline.roles_taken_on)
    for role in assembly.resources(ROLE):
        for arn in sorted(_taken_on(role) - named.get(arn_of(role), _taken_on(role))):
            yield role.violation(f"takes on {arn}")


def _taken_on(role: Located) -> set[str]:
    return {
        role_arn(role.stack, value)
        for statement in permissions(role)
        if any(ASSUME.fullmatch(action) for action in statement.actions)
        for value in listed(statement.document.get("Resource", "*"))
    }
