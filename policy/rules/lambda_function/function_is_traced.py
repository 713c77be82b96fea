"""A function traces its requests: which part of it was slow or failed shows in no metric.

https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources("AWS::Lambda::Function"):
        mode = text(at(function.properties, "TracingConfig.Mode"))
        if mode != "Active":
            yield function.violation(f"TracingConfig.Mode::{mode}")
