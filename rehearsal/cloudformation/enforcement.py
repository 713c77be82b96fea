"""What CloudFormation does to a resource is refused unless whom it acts as may do all that the type needs."""

import importlib
import threading
from typing import Any

from ministack.core.responses import new_uuid
from ministack.services.cloudformation import provisioners, stacks

from rehearsal.cloudformation.acting import access_key

Properties = dict[str, Any]
NEEDS = "rehearsal.cloudformation.needs"


class HandlerRefused(Exception):
    """A resource fails with CloudFormation's words for an error of its handler."""


def install() -> None:
    # cfn-lint, which has the schemas, takes a second to import: meanwhile the server answers.
    threading.Thread(target=importlib.import_module, args=[NEEDS], daemon=True).start()
    create, update, delete = stacks._provision_resource, stacks._update_resource, stacks._delete_resource

    def checked_create(kind: str, logical_id: str, props: Properties, stack: str) -> Any:
        _require(kind, props, stack, logical_id, "", "create", "read")
        return create(kind, logical_id, props, stack)

    def checked_update(
        kind: str, physical_id: str, old: Properties, new: Properties, stack: str, logical_id: str, attributes: Any
    ) -> Any:
        if old != new and provisioners._replacing_change(kind, old, new):
            _require(kind, new, stack, logical_id, "", "create", "read")
        elif old != new:  # CloudFormation leaves alone what does not change
            _require(kind, new, stack, logical_id, physical_id, "read", "update")
        return update(kind, physical_id, old, new, stack, logical_id, attributes)

    def checked_delete(kind: str, physical_id: str, props: Properties, stack: str, logical_id: str) -> Any:
        _require(kind, props, stack, logical_id, physical_id, "delete")
        return delete(kind, physical_id, props, stack, logical_id)

    stacks._provision_resource = checked_create
    stacks._update_resource, stacks._delete_resource = checked_update, checked_delete


def _require(
    kind: str, properties: Properties, stack: str, logical_id: str, physical_id: str, *operations: str
) -> None:
    """Raise HandlerRefused for the first permission that is missing.

    What a service of this server does with a stack has no signature, and is not asked.
    """
    given = {"Type": kind, "Properties": properties}
    missing = importlib.import_module(NEEDS).missing
    for operation in operations if access_key.get() else ():
        found = missing(access_key.get(), stack, logical_id, given, operation, physical_id)
        if found:
            raise HandlerRefused(_message(*found))


def _message(action: str, denial: str) -> str:
    service = action.partition(":")[0].capitalize()
    said = f"{denial} (Service: {service}, Status Code: 403)"
    return f'Resource handler returned message: "{said}" (RequestToken: {new_uuid()}, HandlerErrorCode: AccessDenied)'
