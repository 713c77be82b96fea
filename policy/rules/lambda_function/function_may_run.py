"""A function for which concurrency is reserved has some: with none, Lambda refuses every request.

https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, number

RESERVED = "ReservedConcurrentExecutions"


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources("AWS::Lambda::Function"):
        reserved = at(function.properties, RESERVED)
        if reserved is not None and (number(reserved) or 0) < 1:
            yield function.violation(f"{RESERVED}::{text(reserved)}")
