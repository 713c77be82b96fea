"""No output shows a secret: not by its name, not from a hidden parameter, not from a secret store."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._secrets import is_secret_name
from policy.templates.assembly import Assembly
from policy.templates.references import all_referred
from policy.templates.values import is_true, strings

STORES = ("{{resolve:secretsmanager:", "{{resolve:ssm-secure:")


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        parameters = stack.template.get("Parameters", {})
        hidden = {name for name, parameter in parameters.items() if is_true(parameter.get("NoEcho", False))}
        for name, output in sorted(stack.template.get("Outputs", {}).items()):
            fetched = any(store in text for _, text in strings(output) for store in STORES)
            if is_secret_name(name) or all_referred(output) & hidden or fetched:
                yield stack.violation(f"Outputs::{name}")
