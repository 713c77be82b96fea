"""A function that an alias serves to visitors shares its security group with no other function.

Hooks may reach AWS's endpoints and the application may not: by a shared group it does.
"""

from collections import Counter
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import listed, text
from policy.templates.values import at

FUNCTION = "AWS::Lambda::Function"


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        users = Counter(group for function in stack.resources(FUNCTION) for group in _groups(function))
        for alias in stack.resources("AWS::Lambda::Alias"):
            named = at(alias.properties, "FunctionName")
            function = resource_meant(stack, named, "FunctionName", FUNCTION)
            if function is not None:
                shared = [group for group in sorted(_groups(function)) if users[group] > 1]
                yield from (function.violation(f"SecurityGroupIds::{group}") for group in shared)


def _groups(function: Located) -> set[str]:
    return {text(group) for group in listed(at(function.properties, "VpcConfig.SecurityGroupIds") or [])}
