"""One place to which the application is delivered."""

from typing import Literal

from pydantic import Field

from config.fields import AccountId, Name, Reason
from config.model.alarms import Alarms
from config.model.approval import Approval, YesOrWho
from config.model.capacity import Capacity
from config.model.function import Function
from config.model.network import REGIONS, Network
from config.model.running import Running
from config.model.task import Task
from config.model.traffic import Traffic
from config.model.value import Value
from config.model.window import Window
from config.regions import Region

LONGEST_BAKE = 1440  # minutes


class Environment(Value):
    """One place to which the application is delivered; environments follow each other in the file's order."""

    name: Name
    """Its name; stack, roles and hosts are named for it."""
    account: AccountId
    """The account it lives in."""
    region: Region | None = None
    """The tools region when absent."""
    regions: tuple[Region, ...] = Field(default=(), min_length=1, max_length=REGIONS)
    """In place of `region`: several, each with a stack of its own, released in this order. All environments together
    have the tools region and seven or eight others."""
    regions_at_once: int = Field(default=1, ge=1, le=REGIONS)
    """How many of `regions` a release changes at a time."""
    target: Literal["ec2", "ecs", "lambda"] = "ec2"
    """What runs the application."""
    strategy: Literal["in-place", "blue-green", "canary", "linear", "all-at-once"] | None = None
    """How a new version replaces the old one; absent: the first that the target has."""
    traffic: Traffic = Traffic()
    capacity: Capacity = Capacity()
    task: Task = Task()
    function: Function = Function()
    network: Network = Network()
    approval: YesOrWho = False
    """Whether a person must approve before anything changes here; or who is asked and who may answer."""
    running: Running | None = None
    """When it has instances; absent: always."""
    window: Window | None = None
    """When changes may arrive; absent: at any time."""
    paused: Reason | None = None
    """Why no change arrives for now: what has come so far waits before this environment, the latest of it alone."""
    alarms: Alarms = Alarms()
    bake: int | None = Field(default=None, ge=1, le=LONGEST_BAKE)
    """Minutes after a release in which its alarms must stay quiet, in each region, before the next environment. With
    five `regions` at most."""
    on_failure: Literal["rollback", "retry"] | None = None
    """What the pipeline does when this environment fails: release the last good version again, or try once more."""

    @property
    def asked(self) -> Approval | None:
        """Who is asked, where somebody is."""
        if isinstance(self.approval, Approval):
            return self.approval
        return Approval() if self.approval else None
