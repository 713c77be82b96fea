"""Hooks that are under way: what a hook's function says of itself by PutLifecycleEventHookExecutionStatus."""

import queue
import uuid
from dataclasses import dataclass, field

from rehearsal.codedeploy import store
from rehearsal.server.service import ApiError, Request, Response

STATUSES = ("Succeeded", "Failed")


@dataclass
class HookExecution:
    deployment_id: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    said: "queue.SimpleQueue[str]" = field(default_factory=queue.SimpleQueue)


_executions: dict[str, HookExecution] = {}


def begin(deployment_id: str) -> HookExecution:
    made = HookExecution(deployment_id)
    _executions[made.id] = made
    return made


def end(execution: HookExecution) -> None:
    """Whatever is said from now on is too late."""
    _executions.pop(execution.id, None)


def put_lifecycle_event_hook_execution_status(request: Request) -> Response:
    deployment = store.deployment(request["deploymentId"])
    execution_id, status = request.get("lifecycleEventHookExecutionId", ""), request.get("status")
    execution = _executions.get(execution_id)
    if execution is None or execution.deployment_id != deployment.id:
        raise ApiError("InvalidLifecycleEventHookExecutionIdException", f"No hook {execution_id} is under way")
    if status not in STATUSES:
        raise ApiError("InvalidLifecycleEventHookExecutionStatusException", f"A hook has {' or '.join(STATUSES)}")
    execution.said.put(status)
    return {"lifecycleEventHookExecutionId": execution_id}
