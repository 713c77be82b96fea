"""When a target counts as healthy: the thresholds of a target group's health check, apart from any I/O.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    INITIAL = "initial"
    HEALTHY = "healthy"
    UNHEALTHY = "unhealthy"
    DRAINING = "draining"
    UNUSED = "unused"


@dataclass(frozen=True)
class Failure:
    """Why a check failed, in DescribeTargetHealth's words."""

    reason: str
    description: str


REGISTERING = Failure("Elb.RegistrationInProgress", "Target registration is in progress")
DEREGISTERING = Failure("Target.DeregistrationInProgress", "Target deregistration is in progress")
NOT_IN_USE = Failure("Target.NotInUse", "Target group is not configured to receive traffic")
NOT_REGISTERED = Failure("Target.NotRegistered", "Target is not registered to the target group")
TIMED_OUT = Failure("Target.Timeout", "Request timed out")
FAILED_CHECKS = Failure("Target.FailedHealthChecks", "Health checks failed")


def mismatch(status: int) -> Failure:
    return Failure("Target.ResponseCodeMismatch", f"Health checks failed with these codes: [{status}]")


@dataclass(frozen=True)
class Health:
    state: State = State.INITIAL
    failure: Failure | None = REGISTERING
    contrary: int = 0  # consecutive results that speak against the present state

    def after(self, failure: Failure | None, healthy_threshold: int, unhealthy_threshold: int) -> "Health":
        """The health after one more check; `failure` is None for a check that passed.

        A newly registered target needs to pass one check only, whatever the thresholds.
        """
        if failure is None:
            return self._passed(1 if self.state is State.INITIAL else healthy_threshold)
        return self._failed(failure, unhealthy_threshold)

    def _passed(self, threshold: int) -> "Health":
        if self.state is State.HEALTHY or self.contrary + 1 >= threshold:
            return Health(State.HEALTHY, None)
        return Health(self.state, self.failure, self.contrary + 1)

    def _failed(self, failure: Failure, threshold: int) -> "Health":
        if self.state is State.UNHEALTHY:
            return Health(State.UNHEALTHY, failure)
        if self.contrary + 1 >= threshold:
            return Health(State.UNHEALTHY, failure)
        return Health(self.state, self.failure, self.contrary + 1)


def accepts(matcher: str, status: int) -> bool:
    """Whether a matcher such as `200`, `200,302` or `200-299` accepts an HTTP status."""
    for part in matcher.split(","):
        low, _, high = part.strip().partition("-")
        if int(low) <= status <= int(high or low):
            return True
    return False
