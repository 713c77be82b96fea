"""The role of a build project trusts CodeBuild for that project alone.

Another project that the role trusts can run in it, say with the buildspec of whoever may change that project.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.rules._principals import services
from policy.rules._role_policies import ROLE
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.statements import statements
from policy.templates.template import text
from policy.templates.values import at

PROJECT, CODEBUILD = "AWS::CodeBuild::Project", "codebuild.amazonaws.com"


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources(PROJECT):
        role = resource_referred(project.stack, at(project.properties, "ServiceRole"), ROLE)
        for arn in _trusted(role) if role else ():
            if not _is_of(arn, project):
                yield project.violation(f"ServiceRole trusts {arn}")


def _trusted(role: Located) -> Iterator[str]:
    for statement in statements(role):
        if statement.kind == "trust" and statement.allows and CODEBUILD in services(statement):
            yield from values(statement, "aws:SourceArn")


def _is_of(arn: str, project: Located) -> bool:
    stack, name = project.stack, arn.rpartition("/")[2]
    here = f"arn:aws:codebuild:{stack.region}:{stack.account}:project/{name}"
    own = {text(at(project.properties, "Name")), f"${{{project.logical_id}}}"}
    return arn == f"${{{project.logical_id}.Arn}}" or (concrete(arn, stack) == here and name in own)
