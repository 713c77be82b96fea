"""CloudFormation's Auto Scaling groups: what MiniStack records, and the instances that go with it."""

from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners

from rehearsal.cloudformation import deployed
from rehearsal.fleet import ministack
from rehearsal.fleet.fleet import Fleet
from rehearsal.fleet.rolling_update import roll

GROUP = "AWS::AutoScaling::AutoScalingGroup"
Properties = dict[str, Any]
Created = tuple[str, Properties]


def handlers(fleet: Fleet) -> dict[str, dict[str, Callable[..., Any]]]:
    own = dict(provisioners._RESOURCE_HANDLERS[GROUP])

    def create(logical_id: str, props: Properties, stack_name: str) -> Created:
        created: Created = own["create"](logical_id, props, stack_name)
        scope = get_account_id(), get_region(), created[0]
        try:
            fleet.attach(*scope, target_groups(props))
            fleet.reconcile(*scope)
        except Exception:
            delete(created[0], props)  # CloudFormation does not delete what it could not create
            raise
        return created

    def update(physical_id: str, old: Properties, new: Properties, stack_name: str, logical_id: str) -> Created:
        """What the template does not say stays as it is: a size, and target groups that were attached since."""
        scope = get_account_id(), get_region(), physical_id
        before = ministack.group(*scope)
        size = before["DesiredCapacity"] if before else 0
        updated: Created = own["update"](physical_id, old, new, stack_name, logical_id)
        if "DesiredCapacity" not in new and updated[0] == physical_id:
            ministack.keep_size(*scope, size)
        scope = get_account_id(), get_region(), updated[0]
        fleet.detach(*scope, target_groups(old) - target_groups(new))
        fleet.attach(*scope, target_groups(new) - target_groups(old))
        fleet.reconcile(*scope)
        if policy := deployed.update_policy(logical_id).get("AutoScalingRollingUpdate"):
            roll(fleet, *scope, policy)
        return updated

    def delete(physical_id: str, props: Properties) -> None:
        fleet.release(get_account_id(), get_region(), physical_id)
        own["delete"](physical_id, props)

    return {GROUP: {**own, "create": create, "update": update, "delete": delete}}


def target_groups(props: Properties) -> set[str]:
    return set(props.get("TargetGroupARNs") or ())
