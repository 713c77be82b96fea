"""Services and their task sets: what runs, and where it is registered."""

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from ministack.core.responses import request_scope
from ministack.services import alb, ecs

from rehearsal.ecs.scheduler import Throttle
from rehearsal.ecs.task import Task, TaskError
from rehearsal.fleet.addresses import AddressBook
from rehearsal.server.service import ApiError

DRAIN_SECONDS = 10.0
Shape = dict[str, Any]


@dataclass
class TaskSet:
    id: str
    definition_arn: str
    target_group: str
    status: str  # PRIMARY, ACTIVE or DRAINING
    created: float = field(default_factory=time.time)
    tasks: list[Task] = field(default_factory=list)
    throttle: Throttle = field(default_factory=Throttle)

    @property
    def running(self) -> int:
        return sum(task.alive for task in self.tasks)


@dataclass
class Service:
    account: str
    region: str
    cluster: str
    name: str
    port: int
    container: str
    desired: int
    properties: Shape  # as it was created
    sets: dict[str, TaskSet] = field(default_factory=dict)
    changing: threading.RLock = field(default_factory=threading.RLock, repr=False)  # who holds it starts or ends tasks

    @property
    def arn(self) -> str:
        return f"arn:aws:ecs:{self.region}:{self.account}:service/{self.cluster}/{self.name}"

    @property
    def primary(self) -> TaskSet:
        return next(one for one in self.sets.values() if one.status == "PRIMARY")


class Services:
    """Every service of every account. `busy(target id)`: whether requests to it are under way."""

    def __init__(self, folder: Path, addresses: AddressBook, busy: Callable[[str], bool]) -> None:
        self._folder, self._addresses, self._busy = folder, addresses, busy
        self._services: dict[tuple[str, str, str, str], Service] = {}
        self._lock = threading.RLock()

    def of(self, account: str, region: str, cluster: str, name: str) -> Service:
        """Raises ApiError. Cluster and service by name or ARN."""
        key = account, region, cluster.rpartition("/")[2], name.rpartition("/")[2]
        if key not in self._services:
            raise ApiError("ServiceNotFoundException", f"Service not found: {name}")
        return self._services[key]

    def all(self) -> list[Service]:
        return list(self._services.values())

    def create(self, service: Service, definition: str, target_group: str) -> None:
        """With its first task set. Raises ApiError or TaskError, and leaves nothing then."""
        key = service.account, service.region, service.cluster, service.name
        if key in self._services:
            raise ApiError("InvalidParameterException", "Creation of service was not idempotent.")
        self._services[key] = service
        try:
            self.add_set(service, definition, target_group, "PRIMARY")
        except Exception:
            self.delete(service)
            raise

    def delete(self, service: Service) -> None:
        for one in list(service.sets.values()):
            self.remove_set(service, one)
        self._services.pop((service.account, service.region, service.cluster, service.name), None)

    def add_set(self, service: Service, definition: str, target_group: str, status: str = "ACTIVE") -> TaskSet:
        """As many tasks as the service wants. Raises TaskError, ApiError, ClientError."""
        with request_scope(service.account, service.region):
            key = ecs._resolve_td_key(definition)
            found = ecs._task_defs.get(key)
        if not found or found["status"] != "ACTIVE":
            raise ApiError("ClientException", f"TaskDefinition not found or inactive: {definition}")
        made = TaskSet(f"ecs-svc/{uuid.uuid4().int % 10**19}", found["taskDefinitionArn"], target_group, status)
        with service.changing:
            service.sets[made.id] = made
            try:
                self._scale(service, made)
            except Exception:
                self.remove_set(service, made)
                raise
        return made

    def remove_set(self, service: Service, gone: TaskSet) -> None:
        """Out of the target group, then the requests under way end, then the tasks."""
        with service.changing:
            gone.status = "DRAINING"
            self._end(service, gone, list(gone.tasks))
            service.sets.pop(gone.id, None)

    def set_primary(self, service: Service, wanted: str) -> TaskSet:
        for one in service.sets.values():
            one.status = "PRIMARY" if one.id == wanted else "ACTIVE"
        return service.primary

    def resize(self, service: Service, desired: int) -> None:
        """Every task set has the size of the service: CodeDeploy makes them so."""
        with service.changing:
            service.desired = desired
            for one in service.sets.values():
                self._scale(service, one)

    def keep_sizes(self, now: float) -> None:
        """Of every service that nobody is changing."""
        for service in self.all():
            if service.changing.acquire(blocking=False):
                try:
                    for one in service.sets.values():
                        self._keep_size(service, one, now)
                finally:
                    service.changing.release()

    def _keep_size(self, service: Service, one: TaskSet, now: float) -> None:
        ended = [task for task in one.tasks if not task.alive]
        self._end(service, one, ended)
        if any(not task.outlived_its_start for task in ended):
            one.throttle.failed(now)
        elif len(one.tasks) == service.desired and all(task.settled for task in one.tasks):
            one.throttle.outlived()
        if len(one.tasks) < service.desired and not one.throttle.pause(now):
            try:
                self._scale(service, one)
            except (TaskError, ClientError, BotoCoreError):
                one.throttle.failed(now)

    def terminate_all(self) -> None:
        """At once, without draining: the server ends."""
        tasks = [task for service in self._services.values() for one in service.sets.values() for task in one.tasks]
        with ThreadPoolExecutor() as together:
            list(together.map(Task.stop, tasks))

    def _scale(self, service: Service, one: TaskSet) -> None:
        surplus = one.tasks[service.desired :]
        self._end(service, one, surplus)
        with ThreadPoolExecutor() as together:
            list(together.map(lambda _: self._start(service, one), range(service.desired - len(one.tasks))))

    def _start(self, service: Service, one: TaskSet) -> None:
        with request_scope(service.account, service.region):
            definition = ecs._task_defs[ecs._resolve_td_key(one.definition_arn)]
        address = self._addresses.instance(service.account)
        folder = self._folder / service.account / service.name / uuid.uuid4().hex
        task = Task(definition, service.account, service.region, service.cluster, address, folder)
        try:
            task.start()
        except Exception:
            self._addresses.release(address)
            raise
        with self._lock:
            one.tasks.append(task)
        with request_scope(service.account, service.region):
            target = {"Targets.member.1.Id": [address], "Targets.member.1.Port": [str(service.port)]}
            alb._register_targets({"TargetGroupArn": [one.target_group], **target})

    def _end(self, service: Service, one: TaskSet, tasks: list[Task]) -> None:
        with request_scope(service.account, service.region):
            for task in tasks:
                target = {"Targets.member.1.Id": [task.address], "Targets.member.1.Port": [str(service.port)]}
                alb._deregister_targets({"TargetGroupArn": [one.target_group], **target})
        deadline = time.monotonic() + DRAIN_SECONDS
        while any(self._busy(task.address) for task in tasks) and time.monotonic() < deadline:
            time.sleep(0.02)
        for task in tasks:
            task.stop()
            one.tasks.remove(task)
            self._addresses.release(task.address)
