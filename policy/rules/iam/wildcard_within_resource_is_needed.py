"""A wildcard within a resource's ARN stands only where AWS chooses the name, or for objects below a prefix.

Never in the place of a service, region, account or type, and never for all objects of a bucket.
policy/rules/_arns.py has the forms. An ARN without a wildcard needs none of them.
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.rules._arns import concrete, has_unexplained_wildcard
from policy.statements import statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows:
                for named in statement.resources:
                    if named != "*" and has_unexplained_wildcard(concrete(named, resource.stack)):
                        yield resource.violation(f"Resource::{named}")
