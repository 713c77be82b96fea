"""Actions that no identity may be allowed, by a pattern of their names."""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements


def allowed(assembly: Assembly, forbidden: re.Pattern[str]) -> Iterator[Violation]:
    """One for each action of an identity's policy whose whole name fits the pattern."""
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows:
                for action in statement.actions:
                    if forbidden.fullmatch(action):
                        yield resource.violation(f"Action::{action}")
