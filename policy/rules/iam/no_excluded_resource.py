"""No statement allows on all resources but some: NotResource holds for whatever will be made next year."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.allows:
                for named in statement.not_resources:
                    yield resource.violation(f"NotResource::{named}")
