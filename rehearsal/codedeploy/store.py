"""What CodeDeploy remembers, for every account and region: the records behind its API."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ministack.core.responses import AccountRegionScopedDict, get_account_id, get_region

from rehearsal.codedeploy.deployment import Status
from rehearsal.codedeploy.lambda_revision import LambdaRevision
from rehearsal.server.service import ApiError

Shape = dict[str, Any]  # a structure of the service's API model
ROLLBACK = "codeDeployRollback"  # the creator of a rollback


@dataclass
class Application:
    name: str
    info: Shape  # ApplicationInfo
    revisions: list[Shape] = field(default_factory=list)  # {"revision", "revisionInfo"}


@dataclass
class Group:
    info: Shape  # DeploymentGroupInfo
    healthy: dict[str, bool] = field(default_factory=dict)  # did the instance's last deployment succeed
    active: str | None = None  # the deployment that is under way

    @property
    def arn(self) -> str:
        return arn("deploymentgroup", f"{self.info['applicationName']}/{self.info['deploymentGroupName']}")


@dataclass
class LifecycleEvent:
    name: str
    status: str = Status.PENDING
    started: float | None = None  # seconds since 1970, as every time here
    ended: float | None = None
    diagnostics: Shape | None = None


@dataclass
class InstanceTarget:
    instance_id: str
    arn: str
    events: list[LifecycleEvent]
    status: str = Status.PENDING
    updated: float | None = None


@dataclass
class LambdaTarget:
    """The alias that a deployment shifts."""

    revision: LambdaRevision
    events: list[LifecycleEvent]
    status: str = Status.PENDING
    updated: float | None = None
    weight: float = 0.0  # percent of the requests that the new version gets

    @property
    def instance_id(self) -> str:
        """The target's id: function and alias."""
        return self.revision.id


@dataclass
class EcsTarget:
    """The service to which a deployment brings another task set."""

    cluster: str
    service: str
    events: list[LifecycleEvent]
    status: str = Status.PENDING
    updated: float | None = None
    weight: float = 0.0  # percent of the requests that the replacement gets

    @property
    def instance_id(self) -> str:
        """The target's id: cluster and service."""
        return f"{self.cluster}:{self.service}"


Target = InstanceTarget | LambdaTarget | EcsTarget


@dataclass
class DeploymentRecord:
    info: Shape  # DeploymentInfo
    account: str
    region: str
    targets: dict[str, Any] = field(default_factory=dict)  # of Target; one platform's each
    inbox: "queue.SimpleQueue[Callable[[Any], Any]]" = field(default_factory=queue.SimpleQueue)
    stopping: threading.Event = field(default_factory=threading.Event)
    left: Any = None  # of ECS: what a rollback finds (ecs_runner.Left)

    @property
    def id(self) -> str:
        return str(self.info["deploymentId"])

    @property
    def is_rollback(self) -> bool:
        return bool(self.info["creator"] == ROLLBACK)


_applications: dict[str, Application] = AccountRegionScopedDict()
_groups: dict[tuple[str, str], Group] = AccountRegionScopedDict()
_configs: dict[str, Shape] = AccountRegionScopedDict()
_deployments: dict[str, DeploymentRecord] = AccountRegionScopedDict()
tags: dict[str, dict[str, str]] = {}  # by ARN
lock = threading.RLock()  # held while a record is looked up and changed, never across a call of the API


def arn(kind: str, name: str) -> str:
    return f"arn:aws:codedeploy:{get_region()}:{get_account_id()}:{kind}:{name}"


def applications() -> dict[str, Application]:
    return _applications


def groups() -> dict[tuple[str, str], Group]:
    """By (application, group)."""
    return _groups


def configs() -> dict[str, Shape]:
    return _configs


def deployments() -> dict[str, DeploymentRecord]:
    return _deployments


def clear() -> None:
    for records in (_applications, _groups, _configs, _deployments, tags):
        records.clear()


def application(name: str) -> Application:
    found = _applications.get(name)
    if found is None:
        raise ApiError("ApplicationDoesNotExistException", f"No application found for name: {name}")
    return found


def group(application_name: str, name: str) -> Group:
    application(application_name)
    found = _groups.get((application_name, name))
    if found is None:
        raise ApiError("DeploymentGroupDoesNotExistException", f"No Deployment Group found for name: {name}")
    return found


def deployment(deployment_id: str) -> DeploymentRecord:
    found = _deployments.get(deployment_id)
    if found is None:
        raise ApiError("DeploymentDoesNotExistException", f"The deployment {deployment_id} could not be found")
    return found
