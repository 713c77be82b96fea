"""A container cannot write to its root file system: what gets in leaves nothing behind."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.ecs._containers import containers
from policy.templates.assembly import Assembly
from policy.templates.values import is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        if not is_true(container.settings.get("ReadonlyRootFilesystem")):
            yield container.task.violation(f"ReadonlyRootFilesystem::{container.name}")
