"""An Auto Scaling group and a target group, with machines that only remember."""

import time
from collections.abc import Callable
from pathlib import Path

from ministack.core.responses import request_scope
from ministack.services import alb, autoscaling
from ministack.services.cloudformation import provisioners

from rehearsal.fleet.addresses import AddressBook
from rehearsal.fleet.fleet import Fleet

SCOPE = ("222222222222", "eu-central-1")
GROUP = (*SCOPE, "web")


class Machine:
    def __init__(self) -> None:
        self.ended = False

    def terminate(self) -> None:
        self.ended = True


class Setting:
    def __init__(self, folder: Path) -> None:
        self.machines: dict[str, Machine] = {}
        self.busy: set[str] = set()
        self.fleet = Fleet(folder, AddressBook("127.10"), self.launch, lambda i: i in self.busy)
        with request_scope(*SCOPE):
            provisioners._asg_create("Group", {"AutoScalingGroupName": "web", "MaxSize": 9}, "stack")
            self.targets = provisioners._elbv2_target_group_create("Targets", {"Port": 8080}, "stack")[0]
        self.fleet.attach(*GROUP, (self.targets,))

    def launch(self, folder: Path, instance_id: str, address: str) -> Machine:
        assert folder.is_dir()
        self.machines[instance_id] = Machine()
        return self.machines[instance_id]

    def want(self, capacity: int) -> None:
        autoscaling._asgs.get_scoped(*GROUP)["DesiredCapacity"] = capacity
        self.fleet.reconcile(*GROUP)

    def states(self) -> list[str]:
        return [one["LifecycleState"] for one in autoscaling._asgs.get_scoped(*GROUP)["Instances"]]

    def registered(self) -> set[str]:
        return {one["Id"] for one in alb._targets.get_scoped(*SCOPE, self.targets)}

    def running(self) -> set[str]:
        return {instance_id for instance_id, machine in self.machines.items() if not machine.ended}


def soon(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)
