"""The health checks of all target groups, on the load balancers' event loop."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import h11

from rehearsal.load_balancer import ministack
from rehearsal.load_balancer.ministack import HealthCheck
from rehearsal.load_balancer.target_group import Target, TargetGroup
from rehearsal.load_balancer.target_health import FAILED_CHECKS, TIMED_OUT, Failure, State, accepts, mismatch
from rehearsal.load_balancer.upstream import CHUNK

TICK = 0.05  # seconds
IMPATIENT, PATIENT = 0.1, 1.0


class HealthChecks:
    """Checks as the target group says (path, port, matcher, timeout, thresholds) but more often.

    Nothing on a laptop should wait for an interval of 10 s: a target that is on its way to healthy or
    unhealthy is checked every 0.1 s, a settled healthy one every second, or at the group's own interval
    when that is shorter. So a deployment notices in a second what takes AWS interval x threshold.
    """

    def __init__(self, group_of: Callable[[str], TargetGroup]) -> None:
        self._group_of = group_of
        self._due: dict[Target, float] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Check for ever."""
        while True:
            for unused in set(ministack.target_groups()) - set(ministack.target_groups_in_use()):
                self._group_of(unused)  # forgets who has left: its address may be another's when requests come again
            known = {target: arn for arn in ministack.target_groups_in_use()
                     for target in self._group_of(arn).targets()}  # fmt: skip
            self._due = {target: self._due.get(target, 0.0) for target in known}
            for target, arn in known.items():
                self._start_if_due(target, arn)
            await asyncio.sleep(TICK)

    def _start_if_due(self, target: Target, arn: str) -> None:
        now = asyncio.get_running_loop().time()
        check = ministack.health_check(arn)
        if check is None or target.draining or self._due[target] > now:
            return
        self._due[target] = now + check.timeout + check.interval  # until this check has its result
        task = asyncio.create_task(self._check(target, check))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _check(self, target: Target, check: HealthCheck) -> None:
        failure = await probe(target.endpoint.address, target.endpoint.port, check)
        target.health = target.health.after(failure, check.healthy_threshold, check.unhealthy_threshold)
        settled = target.health.state is State.HEALTHY and target.health.contrary == 0
        pause = min(PATIENT if settled else IMPATIENT, check.interval)
        self._due[target] = asyncio.get_running_loop().time() + pause


async def probe(address: str, traffic_port: int, check: HealthCheck) -> Failure | None:
    """One check; None if the target passed it."""
    if not check.enabled:
        return None
    port = traffic_port if check.port == "traffic-port" else int(check.port)
    try:
        async with asyncio.timeout(check.timeout):
            status = await _status(address, port, check.path)
    except TimeoutError:
        return TIMED_OUT
    except (OSError, h11.RemoteProtocolError):
        return FAILED_CHECKS
    return None if accepts(check.matcher, status) else mismatch(status)


async def _status(address: str, port: int, path: str) -> int:
    reader, writer = await asyncio.open_connection(address, port)
    try:
        connection = h11.Connection(h11.CLIENT)
        agent = ("User-Agent", "ELB-HealthChecker/2.0")
        headers = [("Host", f"{address}:{port}"), agent, ("Connection", "close")]
        writer.write(connection.send(h11.Request(method="GET", target=path, headers=headers)) or b"")
        writer.write(connection.send(h11.EndOfMessage()) or b"")
        while (event := connection.next_event()) is h11.NEED_DATA:
            connection.receive_data(await reader.read(CHUNK))
        if not isinstance(event, h11.Response):
            raise h11.RemoteProtocolError("no response")
        return event.status_code
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
