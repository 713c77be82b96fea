"""A repository that a role may push to or pull from is one of the templates', which is scanned and whose tags stay.

What runs could otherwise be what nobody has built here.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.templates.assembly import Assembly, Located
from policy.templates.statements import statements
from policy.templates.template import text

REPOSITORY = "AWS::ECR::Repository"


def check(assembly: Assembly) -> Iterator[Violation]:
    ours = {_arn(repository) for repository in assembly.resources(REPOSITORY)}
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows:
                for arn in (concrete(one, resource.stack) for one in statement.resources):
                    if arn.startswith("arn:aws:ecr:") and arn not in ours:
                        yield resource.violation(f"{statement.name}::{arn}")


def _arn(repository: Located) -> str:
    stack, name = repository.stack, text(repository.properties.get("RepositoryName"))
    return f"arn:aws:ecr:{stack.region}:{stack.account}:repository/{name}"
