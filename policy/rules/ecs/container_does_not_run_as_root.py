"""A container runs as a user that it names, and that is not root."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.ecs._containers import containers
from policy.templates.assembly import Assembly
from policy.templates.template import text

ROOT = ("", "root", "0")


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        user = text(container.settings.get("User", ""))
        if user.partition(":")[0] in ROOT:
            yield container.task.violation(f"User::{container.name} as {user or 'the image says'}")
