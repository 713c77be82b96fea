"""A function runs on a runtime that AWS still patches, and will for more than a year.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtime-support-policy
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

SUPPORTED = {"nodejs24.x", "python3.12", "python3.13", "python3.14"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources("AWS::Lambda::Function"):
        runtime = text(at(function.properties, "Runtime"))
        if runtime not in SUPPORTED:
            yield function.violation(f"Runtime::{runtime}")
