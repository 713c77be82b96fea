"""A parameter for a secret is not shown (NoEcho), and has neither a default nor a plain SSM parameter behind it."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._secrets import is_secret_name
from policy.templates.assembly import Assembly
from policy.templates.values import is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for name, parameter in sorted(stack.template.get("Parameters", {}).items()):
            hidden = is_true(parameter.get("NoEcho", False))
            if is_secret_name(name) and not hidden:
                yield stack.violation(f"NoEcho::{name}")
            if (is_secret_name(name) or hidden) and parameter.get("Default"):
                yield stack.violation(f"Default::{name}")
            if is_secret_name(name) and str(parameter.get("Type")).startswith("AWS::SSM::Parameter::Value"):
                yield stack.violation(f"Type::{name}")
