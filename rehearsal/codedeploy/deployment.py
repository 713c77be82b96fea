"""One deployment over the instances of its group, as a state machine: values in, values out.

https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html and error-codes.html
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Status(StrEnum):
    """Of a deployment, and (the first six) of one instance in it."""

    PENDING = "Pending"
    IN_PROGRESS = "InProgress"
    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"
    CREATED = "Created"
    STOPPED = "Stopped"


class StopReason(StrEnum):
    ALARM = "ALARM_ACTIVE"
    REQUEST = "MANUAL_STOP"


@dataclass(frozen=True)
class Error:
    """A deployment's errorInformation."""

    code: str
    message: str


@dataclass(frozen=True)
class Outcome:
    status: Status  # Succeeded, Failed or Stopped
    error: Error | None = None
    rollback_event: str | None = None  # what automatic rollback may be configured for; None: nothing to undo


TOO_MANY_FAILED = Error(
    "HEALTH_CONSTRAINTS",
    "The overall deployment failed because too many individual instances failed deployment, too few healthy "
    "instances are available for deployment, or some instances in your deployment group are experiencing "
    "problems.",
)
MINIMUM_TOO_HIGH = Error(
    "HEALTH_CONSTRAINTS_INVALID",
    "The deployment can't start because the minimum number of healthy instances, as defined by the deployment "
    "configuration, are not available. You can reduce the required number of healthy instances by updating the "
    "deployment configuration or increase the number of instances in this deployment group.",
)
NO_INSTANCES = Error(
    "NO_INSTANCES",
    "No instances were found for your deployment group. Check your deployment group settings to make sure the "
    "tags for your Amazon EC2 instances or Auto Scaling groups correctly identify the instances you want to "
    "deploy to, and then try again.",
)


@dataclass(frozen=True)
class Target:
    instance_id: str
    healthy: bool  # its last deployment succeeded
    status: Status = Status.PENDING


@dataclass(frozen=True)
class Deployment:
    """`minimum_healthy` instances stay in service; so at most fleet - minimum are in progress or failed."""

    targets: tuple[Target, ...]
    minimum_healthy: int
    stop: Error | None = None

    @property
    def budget(self) -> int:
        """How many instances may be out of service at a time, the failed ones among them."""
        return len(self.targets) - self.minimum_healthy

    def count(self, *statuses: Status) -> int:
        return sum(target.status in statuses for target in self.targets)

    def next_instances(self) -> tuple[str, ...]:
        """What to start now: unhealthy instances first, as many as the minimum allows."""
        if self.stop is not None or self.budget <= 0:
            return ()
        room = self.budget - self.count(Status.IN_PROGRESS, Status.FAILED)
        pending = [target for target in self.targets if target.status is Status.PENDING]
        pending.sort(key=lambda target: target.healthy)
        return tuple(target.instance_id for target in pending[: max(room, 0)])

    def with_status(self, instance_id: str, status: Status) -> "Deployment":
        changed = (replace(t, status=status) if t.instance_id == instance_id else t for t in self.targets)
        return replace(self, targets=tuple(changed))

    def stopped(self, error: Error) -> "Deployment":
        """Start nothing more; the first reason counts."""
        return self if self.stop is not None else replace(self, stop=error)

    def outcome(self) -> Outcome | None:
        """None while something is in progress or can be started."""
        if not self.targets:
            return Outcome(Status.FAILED, NO_INSTANCES)
        if self.budget <= 0:
            return Outcome(Status.FAILED, MINIMUM_TOO_HIGH)
        if self.count(Status.IN_PROGRESS):
            return None
        unfinished = self.count(Status.PENDING, Status.SKIPPED)
        if self.stop is not None and (unfinished or self.count(Status.FAILED)):
            return self._after_stop(self.stop)
        if self.next_instances():
            return None
        # With OneAtATime and more than one instance, a failure of only the last one still counts as success:
        # the minimum is healthy. But at least one instance must have succeeded.
        if unfinished or self.count(Status.FAILED) > self.budget or not self.count(Status.SUCCEEDED):
            return Outcome(Status.FAILED, TOO_MANY_FAILED, "DEPLOYMENT_FAILURE")
        return Outcome(Status.SUCCEEDED)

    def _after_stop(self, error: Error) -> Outcome:
        """An alarm that was active before anything began fails the deployment; later it stops it.

        Before anything began there is nothing to roll back.
        """
        begun = bool(self.count(Status.SUCCEEDED, Status.FAILED))
        if error.code == StopReason.ALARM:
            status = Status.STOPPED if begun else Status.FAILED
            return Outcome(status, error, "DEPLOYMENT_STOP_ON_ALARM" if begun else None)
        if error.code == StopReason.REQUEST:
            return Outcome(Status.STOPPED, error, "DEPLOYMENT_STOP_ON_REQUEST" if begun else None)
        return Outcome(Status.FAILED, error, "DEPLOYMENT_FAILURE" if begun else None)


def deployment(fleet: Iterable[tuple[str, bool]], minimum_healthy: int) -> Deployment:
    """A deployment that has not begun. `fleet` holds (instance id, whether its last deployment succeeded)."""
    return Deployment(tuple(Target(instance_id, healthy) for instance_id, healthy in fleet), minimum_healthy)
