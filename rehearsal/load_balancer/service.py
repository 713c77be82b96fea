"""The load balancers of the local AWS: `install` once, then `url` says where one listens."""

import asyncio
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any

from rehearsal.fleet.addresses import AddressBook
from rehearsal.load_balancer import ministack, resources, weights
from rehearsal.load_balancer.health_checks import HealthChecks
from rehearsal.load_balancer.proxy import Proxy
from rehearsal.load_balancer.routing import local_port
from rehearsal.load_balancer.target_group import TargetGroup
from rehearsal.load_balancer.upstream import Pool
from rehearsal.server.settings import Settings
from rehearsal.server.tls import context_for

START_SECONDS = 5.0


class LoadBalancers:
    """Every load balancer's listeners, on one thread with an event loop of its own."""

    def __init__(self, settings: Settings, addresses: AddressBook) -> None:
        self._settings, self._addresses = settings, addresses
        self._groups: dict[str, TargetGroup] = defaultdict(lambda: TargetGroup(time.monotonic))
        self._servers: dict[str, asyncio.Server] = {}  # by listener ARN
        self._hosts: dict[str, str] = {}  # loopback addresses by load balancer ARN
        self._loop = asyncio.new_event_loop()
        self._pool = Pool()
        self._thread = threading.Thread(target=self._run, name="load-balancers", daemon=True)
        self._thread.start()

    def group(self, target_group_arn: str) -> TargetGroup:
        """The target group, as it is registered at this moment."""
        group = self._groups[target_group_arn]
        delay = ministack.deregistration_delay(target_group_arn)
        group.follow(ministack.registered(target_group_arn), delay)
        return group

    def busy(self, target_id: str) -> bool:
        """Whether requests are under way to the target, e.g. one that was deregistered and drains."""
        return any(
            target.in_flight for group in list(self._groups.values()) for target in group.targets()
            if target.endpoint.target_id == target_id
        )  # fmt: skip

    def url(self, load_balancer_arn: str) -> str:
        """Where the load balancer answers: its HTTPS listener if it has one, else its HTTP listener; of several the
        one with the lowest port, since others are for tests.

        Raises LookupError for a load balancer without listeners.
        """
        listeners = ministack.listeners(load_balancer_arn)
        found = sorted(listeners, key=lambda one: (str(one["Protocol"]), -int(one["Port"])))
        if not found:
            raise LookupError(f"{load_balancer_arn} has no listener")
        port = local_port(int(found[-1]["Port"]))
        return f"{found[-1]['Protocol'].lower()}://{self._hosts[load_balancer_arn]}:{port}"

    def listen(self, listener_arn: str) -> None:
        """Serve the listener. Raises OSError when its address and port are taken."""
        listener = ministack.listener(listener_arn)
        load_balancer = listener["LoadBalancerArn"]
        if load_balancer not in self._hosts:
            account, _ = ministack.account_and_region(load_balancer)
            self._hosts[load_balancer] = self._addresses.load_balancer(account)
        self._on_loop(self._serve(listener, self._hosts[load_balancer]))
        ministack.set_url_tag(load_balancer, self.url(load_balancer))

    def close(self, listener_arn: str) -> None:
        server = self._servers.pop(listener_arn, None)
        if server is not None:
            self._loop.call_soon_threadsafe(server.close)

    def release(self, load_balancer_arn: str) -> None:
        """The load balancer has gone: close what listens for it and give its address back."""
        for listener in ministack.listeners(load_balancer_arn):
            self.close(listener["ListenerArn"])
        if load_balancer_arn in self._hosts:
            self._addresses.release(self._hosts.pop(load_balancer_arn))

    def stop(self) -> None:
        """Close every listener and connection, and end the thread."""
        for listener_arn in list(self._servers):
            self.close(listener_arn)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        checks = self._loop.create_task(HealthChecks(self.group).run())
        self._loop.run_forever()
        self._loop.run_until_complete(self._end(checks))
        self._loop.close()

    async def _end(self, checks: "asyncio.Task[None]") -> None:
        running = [checks, *(task for task in asyncio.all_tasks() if task is not asyncio.current_task())]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._pool.close()
        await asyncio.sleep(0)  # the transports' own callbacks

    async def _serve(self, listener: dict[str, Any], host: str) -> None:
        proxy = Proxy(listener["ListenerArn"], self.group, self._pool)
        tls = (
            context_for(host, self._settings.certificate_authority.parent) if listener["Protocol"] == "HTTPS" else None
        )
        server = await asyncio.start_server(proxy.connected, host, local_port(int(listener["Port"])), ssl=tls)
        self._servers[listener["ListenerArn"]] = server

    def _tls(self, host: str) -> ssl.SSLContext:
        return context_for(host, self._settings.certificate_authority.parent)

    def _on_loop(self, coroutine: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(START_SECONDS)


def install(settings: Settings, addresses: AddressBook, add_resource_types: Callable[..., None]) -> LoadBalancers:
    """Start listening for what CloudFormation creates, and answer DescribeTargetHealth truthfully."""
    load_balancers = LoadBalancers(settings, addresses)
    weights.install()
    ministack.answer_target_health(lambda arn: load_balancers.group(arn).targets())
    add_resource_types(resources.handlers(load_balancers))
    return load_balancers
