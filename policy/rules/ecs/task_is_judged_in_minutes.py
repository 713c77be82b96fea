"""A service lets new tasks be unhealthy for five minutes at most: longer, a broken one counts as running.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, number

GRACE = "HealthCheckGracePeriodSeconds"
MOST = 300


def check(assembly: Assembly) -> Iterator[Violation]:
    for service in assembly.resources("AWS::ECS::Service"):
        seconds = at(service.properties, GRACE) or 0
        if number(seconds) not in range(MOST + 1):
            yield service.violation(f"{GRACE}::{text(seconds)}")
