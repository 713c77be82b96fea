"""Each statement of an identity's policy and of a key's policy has a Sid of its own, which says what it is for.

It is what a reviewer, a finding and CloudTrail's message of a denial name it by.
"""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import Statement, statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        named = [statement for statement in statements(resource) if _needs_sid(statement)]
        used = Counter((statement.where, statement.sid) for statement in named)
        for statement in named:
            if not statement.sid:
                yield resource.violation(f"{statement.name} has no Sid")
            elif used[statement.where, statement.sid] > 1:
                yield resource.violation(f"Sid {statement.sid} stands there twice")


def _needs_sid(statement: Statement) -> bool:
    return statement.kind == "identity" or statement.holder.type == "AWS::KMS::Key"
