"""A target that is not well is out of service within a minute: an alarm and a release wait for that judgement.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at, number

LONGEST = 60  # seconds
DEFAULT_INTERVAL, DEFAULT_FAILURES = 30, 2


def check(assembly: Assembly) -> Iterator[Violation]:
    for targets in assembly.resources("AWS::ElasticLoadBalancingV2::TargetGroup"):
        interval = number(at(targets.properties, "HealthCheckIntervalSeconds") or DEFAULT_INTERVAL)
        failures = number(at(targets.properties, "UnhealthyThresholdCount") or DEFAULT_FAILURES)
        if interval is None or failures is None or interval * failures > LONGEST:
            yield targets.violation(f"{failures} failures, {interval} seconds apart")
