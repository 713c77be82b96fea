"""A function's environment holds no secret: it is shown to whoever may describe the function."""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.secrets import secrets_in_environment
from policy.values import fields

FUNCTION = "AWS::Lambda::Function"


def check(assembly: Assembly) -> Iterator[Violation]:
    for function in assembly.resources(FUNCTION):
        variables = fields(fields(function.properties.get("Environment")).get("Variables"))
        for name in secrets_in_environment(variables):
            yield function.violation(f"Environment::{name}")
