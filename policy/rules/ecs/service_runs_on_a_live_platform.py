"""A service runs on the platform version of Fargate that gets patches: the latest, by that name or as 1.4.0.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

LIVE = ("LATEST", "1.4.0")


def check(assembly: Assembly) -> Iterator[Violation]:
    for service in assembly.resources("AWS::ECS::Service"):
        version = text(at(service.properties, "PlatformVersion") or "LATEST")
        if version not in LIVE:
            yield service.violation(f"PlatformVersion::{version}")
