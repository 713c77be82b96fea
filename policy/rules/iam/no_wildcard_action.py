"""No statement allows an action by wildcard or by exclusion.

`*`, `?` and NotAction allow what AWS will invent next year. cdk-nag's IAM5 sees the wildcard of a
ManagedPolicy's or a Policy's statement, and is blind to RolePolicy, generic resources, overrides, trust and
resource policies.
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.statements import statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if not statement.allows:
                continue
            for action in statement.actions:
                if "*" in action or "?" in action:
                    yield resource.violation(f"Action::{action}")
            for action in statement.not_actions:
                yield resource.violation(f"NotAction::{action}")
