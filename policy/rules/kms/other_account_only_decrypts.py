"""Another account may decrypt with a key, and look at it: it neither encrypts with it nor manages it."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import others
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

READING = {"kms:decrypt", "kms:describekey"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for key in assembly.resources("AWS::KMS::Key"):
        for statement in statements(key):
            if statement.allows and others(statement):
                for action in statement.actions:
                    if action.lower() not in READING:
                        yield key.violation(f"{statement.name}::{action}")
