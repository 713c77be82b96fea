"""The local instances of every Auto Scaling group: launched, put into service, terminated."""

import shutil
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rehearsal.fleet import activities, ministack
from rehearsal.fleet.addresses import AddressBook

DRAIN_SECONDS = 10.0


class Machine(Protocol):
    """What the fleet needs of a local instance."""

    def terminate(self) -> None:
        """End every process of the instance. Its folder is the fleet's to remove."""


Launch = Callable[[Path, str, str], Machine]  # (folder, instance id, address)


@dataclass(frozen=True)
class Member:
    instance_id: str
    account: str
    region: str
    group: str
    address: str
    folder: Path
    machine: Machine

    @property
    def arn(self) -> str:
        return f"arn:aws:ec2:{self.region}:{self.account}:instance/{self.instance_id}"


LaunchHook = Callable[[Member], Callable[[], bool] | None]
"""What is to be done on a new instance before it goes into service (False: it cannot), or None."""


class Fleet:
    """`launch` starts a local instance; `busy(instance id)` says whether requests to it are under way."""

    def __init__(self, folder: Path, addresses: AddressBook, launch: Launch, busy: Callable[[str], bool]) -> None:
        self._folder, self._addresses, self._launch_machine, self._busy = folder, addresses, launch, busy
        self._members: dict[str, Member] = {}
        self._target_groups: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._lock = threading.RLock()
        self._traffic = threading.Lock()  # between instances that come into service and target groups that do
        self.launch_hooks: list[LaunchHook] = []
        self.also_end: list[Callable[[], None]] = []  # what shares the fleet's addresses

    def member(self, instance_id: str) -> Member:
        """Raises KeyError for an instance that has gone."""
        return self._members[instance_id]

    def attached(self, account: str, region: str, name: str) -> tuple[str, ...]:
        """The ARNs of the target groups that the group's instances are registered with."""
        return self._target_groups.get((account, region, name), ())

    def attach(self, account: str, region: str, name: str, target_groups: Iterable[str]) -> None:
        """Register the group's instances that are in service, and others as soon as they are."""
        with self._traffic:
            before = self.attached(account, region, name)
            added = [arn for arn in target_groups if arn not in before]
            self._target_groups[account, region, name] = (*before, *added)
            for instance_id in ministack.in_service(account, region, name):
                self._register(account, region, added, instance_id)

    def detach(self, account: str, region: str, name: str, target_groups: Iterable[str]) -> None:
        """Deregister the group's instances, which then drain; they go on running."""
        with self._traffic:
            gone = set(target_groups)
            kept = tuple(arn for arn in self.attached(account, region, name) if arn not in gone)
            self._target_groups[account, region, name] = kept
            for arn in gone:
                ministack.deregister_targets(account, region, arn, ministack.in_service(account, region, name))

    def reconcile(self, account: str, region: str, name: str) -> None:
        """Launch or terminate until the group has its desired capacity. The newest are terminated first,
        in the background, since their requests may take a while.

        Raises what `launch` raises when an instance does not start.
        """
        record = ministack.group(account, region, name)
        if record is None:
            return
        with self._lock:
            staying = [one for one in record["Instances"] if not one["LifecycleState"].startswith("Terminating")]
            wanted = int(record["DesiredCapacity"])
            surplus = [self._members[one["InstanceId"]] for one in staying[wanted:]]
            for member in surplus:
                ministack.set_state(account, region, name, member.instance_id, "Terminating:Wait")
            with ThreadPoolExecutor() as together:
                scopes = [(account, region, name)] * (wanted - len(staying))
                list(together.map(lambda scope: self._launch(*scope), scopes))
        if surplus:
            threading.Thread(target=self._terminate, args=(surplus,), daemon=True).start()

    def add(self, account: str, region: str, name: str, number: int) -> None:
        """Launch so many instances beside the others, and wait until they are in service.

        Raises RuntimeError when one cannot be, and what `launch` raises.
        """
        with self._lock, ThreadPoolExecutor() as together:
            launched = list(together.map(lambda _: self._launch(account, region, name), range(number)))
        for instance_id in launched:
            while instance_id not in ministack.in_service(account, region, name):
                if instance_id not in self._members:
                    raise RuntimeError(f"{instance_id} could not be put into service")
                time.sleep(0.05)

    def remove(self, instance_ids: Iterable[str]) -> None:
        """Take instances out of service and end them when their requests have ended."""
        leaving = [self._members[one] for one in instance_ids]
        for member in leaving:
            ministack.set_state(member.account, member.region, member.group, member.instance_id, "Terminating:Wait")
        self._terminate(leaving)

    def replace(self, account: str, region: str, name: str, instance_id: str) -> None:
        """Of an instance that somebody has found unhealthy: it goes, and another comes."""
        ministack.set_state(account, region, name, instance_id, "Terminating:Wait")
        self.reconcile(account, region, name)
        self._terminate([self._members[instance_id]], activities.UNHEALTHY)

    def release(self, account: str, region: str, name: str) -> None:
        """Terminate the group's instances: it is going to be deleted."""
        mine = [m for m in self._members.values() if (m.account, m.region, m.group) == (account, region, name)]
        self._terminate(mine)
        self._target_groups.pop((account, region, name), None)

    def terminate_all(self) -> None:
        """End every instance at once, without draining: the server ends."""
        with ThreadPoolExecutor() as together:
            list(together.map(self._end, list(self._members.values())))
        for end in self.also_end:
            end()

    def _launch(self, account: str, region: str, name: str) -> str:
        address = self._addresses.instance(account)
        instance_id = ministack.add_instance(account, region, name, address)
        folder = self._folder / account / name / instance_id
        folder.mkdir(parents=True, mode=0o700)
        machine = self._launch_machine(folder, instance_id, address)
        member = Member(instance_id, account, region, name, address, folder, machine)
        self._members[instance_id] = member
        wanted = [work for hook in self.launch_hooks if (work := hook(member)) is not None]
        if wanted:
            threading.Thread(target=self._prepare, args=(member, wanted), daemon=True).start()
        else:
            self._into_service(member)
        return instance_id

    def _prepare(self, member: Member, wanted: list[Callable[[], bool]]) -> None:
        """Auto Scaling would abandon an instance whose hook fails and launch the next, for ever: here it
        is terminated and the group stays smaller."""
        if all(work() for work in wanted):
            self._into_service(member)
        else:
            self._take_down([member])
            activities.not_started(member.account, member.region, member.group, member.instance_id)

    def _into_service(self, member: Member) -> None:
        scope = member.account, member.region, member.group
        with self._traffic:
            ministack.set_state(*scope, member.instance_id, "InService")
            self._register(member.account, member.region, self.attached(*scope), member.instance_id)

    def _register(self, account: str, region: str, target_groups: Iterable[str], instance_id: str) -> None:
        for arn in target_groups:
            ministack.register_target(account, region, arn, instance_id)

    def _terminate(self, members: list[Member], cause: str = activities.SHRINKS) -> None:
        self._take_down(members)
        for member in members:
            activities.ended(member.account, member.region, member.group, member.instance_id, cause)

    def _take_down(self, members: list[Member]) -> None:
        """Take instances out of service, let their requests end, then end them."""
        for member in members:
            ministack.deregister_target(member.account, member.instance_id)
        deadline = time.monotonic() + DRAIN_SECONDS
        while any(self._busy(m.instance_id) for m in members) and time.monotonic() < deadline:
            time.sleep(0.02)
        with ThreadPoolExecutor() as together:
            list(together.map(self._end, members))
        for member in members:
            ministack.remove_instance(member.account, member.region, member.group, member.instance_id)

    def _end(self, member: Member) -> None:
        self._members.pop(member.instance_id, None)
        member.machine.terminate()
        shutil.rmtree(member.folder, ignore_errors=True)
        self._addresses.release(member.address)
