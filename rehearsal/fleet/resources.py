"""CloudFormation's Auto Scaling groups: what MiniStack records, and the instances that go with it."""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

from rehearsal.fleet.fleet import Fleet

GROUP = "AWS::AutoScaling::AutoScalingGroup"
Properties = dict[str, Any]
Created = tuple[str, Properties]


def handlers(fleet: Fleet) -> dict[str, dict[str, Callable[..., Any]]]:
    own = dict(provisioners._RESOURCE_HANDLERS[GROUP])

    def follow(created: Created, props: Properties) -> Created:
        scope = get_account_id(), get_region(), created[0]
        fleet.attach(*scope, tuple(props.get("TargetGroupARNs") or ()))
        fleet.reconcile(*scope)
        return created

    def create(logical_id: str, props: Properties, stack_name: str) -> Created:
        created = own["create"](logical_id, props, stack_name)
        try:
            return follow(created, props)
        except Exception:
            delete(created[0], props)  # CloudFormation does not delete what it could not create
            raise

    def update(physical_id: str, old: Properties, new: Properties, *names: str) -> Created:
        return follow(own["update"](physical_id, old, new, *names), new)

    def delete(physical_id: str, props: Properties) -> None:
        fleet.release(get_account_id(), get_region(), physical_id)
        own["delete"](physical_id, props)

    return {GROUP: {**own, "create": create, "update": update, "delete": delete}}
