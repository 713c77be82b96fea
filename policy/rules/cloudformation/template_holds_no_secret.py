"""No text of a template looks like a secret: a key, a token, a password in a URL.

Templates lie in buckets and in change sets, and whoever may describe a stack reads them.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._secrets import shapes_in
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for where, shape in shapes_in({key: part for key, part in stack.template.items() if key != "Resources"}):
            yield stack.violation(f"{shape}::{where}")
    for resource in assembly.resources():
        for where, shape in shapes_in(resource.definition):
            yield resource.violation(f"{shape}::{where}")
