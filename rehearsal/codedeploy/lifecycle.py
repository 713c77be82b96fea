"""The lifecycle of an in-place deployment on EC2: which events, in which order, with which revision's scripts.

https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
"""

from enum import Enum

IN_PLACE = (
    "ApplicationStop", "DownloadBundle", "BeforeInstall", "Install", "AfterInstall", "ApplicationStart",
    "ValidateService",
)  # fmt: skip
BLOCK = ("BeforeBlockTraffic", "BlockTraffic", "AfterBlockTraffic")
ALLOW = ("BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic")
IN_PLACE_WITH_LOAD_BALANCER = (*BLOCK, *IN_PLACE, *ALLOW)

LOAD_BALANCER_EVENTS = frozenset({"BlockTraffic", "AllowTraffic"})  # CodeDeploy's own; the agent has no part
UNSCRIPTABLE = LOAD_BALANCER_EVENTS | {"DownloadBundle", "Install"}
SCRIPTABLE = tuple(event for event in IN_PLACE_WITH_LOAD_BALANCER if event not in UNSCRIPTABLE)

# ignoreApplicationStopFailures covers these too: they run scripts that this deployment cannot mend.
OF_LAST_SUCCESSFUL = frozenset({"ApplicationStop", "BeforeBlockTraffic", "AfterBlockTraffic"})


class Revision(Enum):
    """Whose AppSpec and scripts an event uses."""

    CURRENT = "the one being deployed"
    LAST_SUCCESSFUL = "the one that Install last completed for this deployment group"


def order(load_balancer: bool) -> tuple[str, ...]:
    return IN_PLACE_WITH_LOAD_BALANCER if load_balancer else IN_PLACE


def revision_for(event: str, downloaded: bool) -> Revision:
    """Once the new revision is downloaded, the agent (hook_executor.rb) uses it for every event."""
    return Revision.LAST_SUCCESSFUL if event in OF_LAST_SUCCESSFUL and not downloaded else Revision.CURRENT
