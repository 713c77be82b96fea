"""Every resource is of a type that these rules know: what nobody has thought about passes no gate.

_known_types.py is the list.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudformation._known_types import KNOWN_TYPES
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        if resource.type not in KNOWN_TYPES:
            yield resource.violation(f"Type::{resource.type}")
