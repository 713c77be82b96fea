"""A container's environment holds no secret; Secrets hands it one by reference.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
"""

from collections.abc import Iterator

from policy.assembly import Assembly
from policy.containers import containers
from policy.finding import Violation
from policy.secrets import secrets_in_environment
from policy.values import pairs


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        variables = pairs(container.settings.get("Environment"), key="Name")
        for name in secrets_in_environment(variables):
            yield container.task.violation(f"Environment::{container.name} {name}")
