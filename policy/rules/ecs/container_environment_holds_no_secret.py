"""A container's environment holds no secret; Secrets hands it one by reference.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._secrets import secrets_among
from policy.rules.ecs._containers import containers
from policy.templates.assembly import Assembly
from policy.templates.values import pairs


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        variables = pairs(container.settings.get("Environment"), key="Name")
        for name in secrets_among(variables):
            yield container.task.violation(f"Environment::{container.name} {name}")
