"""A container drops every capability of the kernel: Fargate gives it fourteen, and a web application needs none.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.ecs._containers import containers
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        if at(container.settings, "LinuxParameters.Capabilities.Drop") != ["ALL"]:
            yield container.task.violation(f"Capabilities.Drop::{container.name}")
