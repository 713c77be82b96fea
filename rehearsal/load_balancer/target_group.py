"""The targets of one target group as the load balancer sees them: who gets the next request, who drains."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock

from rehearsal.load_balancer.target_health import DEREGISTERING, Failure, Health, State


@dataclass(frozen=True)
class Endpoint:
    """A registered target and the loopback address at which it listens."""

    target_id: str
    address: str
    port: int


@dataclass(eq=False)
class Target:
    endpoint: Endpoint
    health: Health = field(default_factory=Health)
    in_flight: dict[int, Callable[[], None]] = field(default_factory=dict)  # what cuts each request off
    drained_at: float | None = None  # the clock's time at which draining ends at the latest

    @property
    def draining(self) -> bool:
        return self.drained_at is not None

    def shown(self) -> tuple[State, Failure | None]:
        """State and reason as DescribeTargetHealth gives them."""
        return (State.DRAINING, DEREGISTERING) if self.draining else (self.health.state, self.health.failure)


@dataclass(frozen=True)
class Turn:
    """One request on its way to a target, from `TargetGroup.begin` to `end`."""

    target: Target
    number: int

    def cut_off_by(self, cut_off: Callable[[], None]) -> None:
        self.target.in_flight[self.number] = cut_off

    def end(self) -> None:
        self.target.in_flight.pop(self.number, None)


class TargetGroup:
    """`clock` gives seconds. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._targets: list[Target] = []
        self._turn = 0

    def follow(self, registered: Iterable[Endpoint], deregistration_delay: float) -> None:
        """Take over what the API says is registered.

        A target that is gone drains: no new requests, and it is forgotten as soon as none is in flight,
        or when the delay (seconds) has passed; then what is still in flight is cut off, as on AWS.
        """
        wanted = set(registered)
        with self._lock:
            active = {target.endpoint for target in self._targets if not target.draining}
            for target in self._targets:
                if not target.draining and target.endpoint not in wanted:
                    target.drained_at = self._clock() + deregistration_delay
            self._targets += [Target(endpoint) for endpoint in sorted(wanted - active, key=_order)]
            now = self._clock()
            overdue = [t for t in self._targets if t.drained_at is not None and t.drained_at <= now]
            gone = overdue + [t for t in self._targets if t.draining and not t.in_flight]
            self._targets = [target for target in self._targets if target not in gone]
        for target in overdue:
            for cut_off in list(target.in_flight.values()):
                cut_off()

    def begin(self) -> "Turn | None":
        """A request for the next target in turn (round robin), or None when there is none to ask.

        If all targets are unhealthy the load balancer fails open: it asks all of them.
        """
        with self._lock:
            active = [target for target in self._targets if not target.draining]
            able = [target for target in active if target.health.state is State.HEALTHY]
            able = able or [target for target in active if target.health.state is State.UNHEALTHY]
            if not able:
                return None
            self._turn += 1
            turn = Turn(able[self._turn % len(able)], self._turn)
            turn.cut_off_by(_nothing)
            return turn

    def targets(self) -> list[Target]:
        with self._lock:
            return list(self._targets)


def _order(endpoint: Endpoint) -> tuple[str, int]:
    return endpoint.target_id, endpoint.port


def _nothing() -> None:
    return None
