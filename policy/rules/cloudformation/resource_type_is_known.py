"""Every resource is of a type that these rules know: what nobody has thought about passes no gate.

policy/known_types.py is the list.
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.finding import Violation
from policy.known_types import KNOWN_TYPES


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        if resource.type not in KNOWN_TYPES:
            yield resource.violation(f"Type::{resource.type}")
