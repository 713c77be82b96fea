"""What an identity's policy allows on every resource, it allows in the stack's region alone.

Every request says its region: the one condition that narrows even what takes no resource.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._conditions import values
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

KEY = "aws:RequestedRegion"


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and "*" in statement.resources:
                regions = {concrete(value, resource.stack) for value in values(statement, KEY)}
                if regions != {resource.stack.region}:
                    yield resource.violation(f"{statement.name}::{' '.join(sorted(regions)) or 'anywhere'}")
