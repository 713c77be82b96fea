"""The policy of a log group lets services write to it and do no more: neither read what is logged nor delete it."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

WRITES = {"logs:createlogstream", "logs:putlogevents"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for group in assembly.resources("AWS::Logs::LogGroup"):
        for statement in statements(group):
            if statement.allows:
                for action in (*statement.actions, *(f"NotAction {one}" for one in statement.not_actions)):
                    if action.lower() not in WRITES:
                        yield group.violation(f"{statement.name}::{action}")
