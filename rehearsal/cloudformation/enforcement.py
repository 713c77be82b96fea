"""What CloudFormation does to a resource is refused unless whom it acts as may do all that the type needs.

What a type needs is what the provider's schema lists for its handlers (policy/execution). AWS's handlers make
the calls that they need of these; here all must be allowed.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from ministack.core.responses import get_account_id, get_region, new_uuid
from ministack.services.cloudformation import provisioners, stacks

from policy.assembly import Located
from policy.execution.handlers import Operation
from policy.execution.need import Need
from policy.execution.parameters import read_by_parameters
from policy.execution.resources import needs_of
from policy.execution.values import arn
from rehearsal.cloudformation.acting import access_key
from rehearsal.cloudformation.deployed import located
from rehearsal.server.authorization import denied

Properties = dict[str, Any]


class HandlerRefused(Exception):
    """A resource fails with CloudFormation's words for an error of its handler."""


def install() -> None:
    create, update, delete = stacks._provision_resource, stacks._update_resource, stacks._delete_resource

    def checked_create(kind: str, logical_id: str, props: Properties, stack: str) -> Any:
        _require(located(stack, logical_id, {"Type": kind, "Properties": props}), "create", "read")
        return create(kind, logical_id, props, stack)

    def checked_update(
        kind: str, physical_id: str, old: Properties, new: Properties, stack: str, logical_id: str, attributes: Any
    ) -> Any:
        if old != new:  # CloudFormation leaves alone what does not change
            replaced = provisioners._replacing_change(kind, old, new)
            resource = located(stack, logical_id, {"Type": kind, "Properties": new})
            _require(resource, "create" if replaced else "update", "read", physical_id="" if replaced else physical_id)
        return update(kind, physical_id, old, new, stack, logical_id, attributes)

    def checked_delete(kind: str, physical_id: str, props: Properties, stack: str, logical_id: str) -> Any:
        _require(located(stack, logical_id, {"Type": kind, "Properties": props}), "delete", physical_id=physical_id)
        return delete(kind, physical_id, props, stack, logical_id)

    stacks._provision_resource = checked_create
    stacks._update_resource, stacks._delete_resource = checked_update, checked_delete


def _require(resource: Located, *operations: Operation, physical_id: str = "") -> None:
    """Raise HandlerRefused for the first permission that is missing.

    What a service of this server does with a stack has no signature, and is not asked.
    """
    for operation in operations if access_key.get() else ():
        for need in [*_of_parameters(resource, operation), *needs_of(resource, operation)]:
            for target, context in product(_real(need, resource, physical_id), _contexts(need)):
                region, account = get_region(), get_account_id()
                denial = denied(access_key.get(), account, need.action, target, region, context)
                if denial:
                    raise HandlerRefused(_message(need.action, denial))


def _of_parameters(resource: Located, operation: str) -> Iterator[Need]:
    """The stack's parameters from SSM: here they are asked for with each resource."""
    for parameter, when, action, read in read_by_parameters(resource.stack):
        if when == operation:
            yield Need(resource.stack.id, parameter, when, action, (read,))


def _real(need: Need, resource: Located, physical_id: str) -> Iterator[str]:
    """ARNs, that of the resource itself with the id which AWS chose, once it is known. Others keep their `*`."""
    own = arn(resource)
    for each in need.resources:
        known = physical_id and each == own != "*" and own.endswith("/*") and "/" not in physical_id
        yield each.removesuffix("*") + physical_id if known else each


def _contexts(need: Need) -> Iterator[Mapping[str, str]]:
    """The condition keys of each call: one policy is attached at a time, one service gets the role."""
    keys = [key for _, key, _ in need.conditions]
    for values in product(*(values for _, _, values in need.conditions)):
        yield dict(zip(keys, values, strict=True))


def _message(action: str, denial: str) -> str:
    service = action.partition(":")[0].capitalize()
    said = f"{denial} (Service: {service}, Status Code: 403)"
    return f'Resource handler returned message: "{said}" (RequestToken: {new_uuid()}, HandlerErrorCode: AccessDenied)'
