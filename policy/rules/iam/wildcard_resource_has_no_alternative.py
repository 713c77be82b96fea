"""An identity's policy allows on every resource only actions that take none, in a statement of their own.

FSBP KMS.1 and KMS.2 say so for decrypting; the reason is the same for any action. policy/aws/ has the list.
"""

from collections.abc import Iterator

from policy.aws.authorization import takes_no_resource
from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and "*" in statement.resources:
                for action in statement.actions:
                    if not takes_no_resource(action):
                        yield resource.violation(f"Resource::* for {action}")
