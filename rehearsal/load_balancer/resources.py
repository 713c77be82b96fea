"""CloudFormation's load balancers and listeners: what MiniStack does, and a listener that listens."""

from collections.abc import Callable
from typing import Any, Protocol

from ministack.services.cloudformation import provisioners

from rehearsal.load_balancer.function_target import register_functions

Created = tuple[str, dict[str, Any]]
Handlers = dict[str, dict[str, Callable[..., Any]]]
LISTENER = "AWS::ElasticLoadBalancingV2::Listener"
LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
TARGET_GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"


class Listening(Protocol):
    def listen(self, listener_arn: str) -> None: ...
    def close(self, listener_arn: str) -> None: ...
    def release(self, load_balancer_arn: str) -> None: ...


def handlers(load_balancers: Listening) -> Handlers:
    """The three types' handlers, MiniStack's own inside."""
    own_listener, own_load_balancer, own_target_group = (
        dict(provisioners._RESOURCE_HANDLERS[kind]) for kind in (LISTENER, LOAD_BALANCER, TARGET_GROUP)
    )

    def create(logical_id: str, props: dict[str, Any], stack_name: str) -> Created:
        created: Created = own_listener["create"](logical_id, props, stack_name)
        try:
            load_balancers.listen(created[0])
        except OSError as error:
            own_listener["delete"](created[0], props)
            raise ValueError(f"{logical_id} cannot listen: {error}") from error
        return created

    def update(physical_id: str, old: dict[str, Any], new: dict[str, Any], *names: str) -> Created:
        load_balancers.close(physical_id)
        updated: Created = own_listener["update"](physical_id, old, new, *names)
        load_balancers.listen(updated[0])
        return updated

    def delete(physical_id: str, props: dict[str, Any]) -> None:
        load_balancers.close(physical_id)
        own_listener["delete"](physical_id, props)

    def delete_load_balancer(physical_id: str, props: dict[str, Any]) -> None:
        load_balancers.release(physical_id)
        own_load_balancer["delete"](physical_id, props)

    def create_target_group(logical_id: str, props: dict[str, Any], stack_name: str) -> Created:
        created: Created = own_target_group["create"](logical_id, props, stack_name)
        try:
            register_functions(created[0], [one["Id"] for one in props.get("Targets", [])])
        except PermissionError:
            own_target_group["delete"](created[0], props)
            raise
        return created

    return {
        LISTENER: {**own_listener, "create": create, "update": update, "delete": delete},
        LOAD_BALANCER: {**own_load_balancer, "delete": delete_load_balancer},
        TARGET_GROUP: {**own_target_group, "create": create_target_group},
    }
