"""In every account there is a trail, which records who calls what: FSBP CloudTrail.1.

https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudtrail._trails import trails
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    recorded = {trail.stack.account for trail in trails(assembly)}
    for stack in assembly.stacks:
        if stack.account not in recorded:
            yield stack.violation("no trail")
