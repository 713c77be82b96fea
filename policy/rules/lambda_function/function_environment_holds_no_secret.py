"""A function's environment holds no secret: it is shown to whoever may describe the function."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._secrets import secrets_among
from policy.templates.assembly import Assembly
from policy.templates.values import fields

FUNCTION = "AWS::Lambda::Function"


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources(FUNCTION):
        variables = fields(fields(function.properties.get("Environment")).get("Variables"))
        for name in secrets_among(variables):
            yield function.violation(f"Environment::{name}")
