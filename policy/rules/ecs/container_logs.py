"""A container's output goes to a log."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.ecs._containers import containers
from policy.templates.assembly import Assembly
from policy.templates.values import fields


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        driver = fields(container.settings.get("LogConfiguration")).get("LogDriver")
        if driver not in ("awslogs", "awsfirelens", "splunk"):
            yield container.task.violation(f"LogConfiguration::{container.name}")
