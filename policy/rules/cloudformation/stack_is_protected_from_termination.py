"""No stack is deleted until somebody lifts its protection.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-protect-stacks.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        if not stack.termination_protection:
            yield stack.violation("TerminationProtection")
