"""CloudFormation's services and their sizes. What CloudFormation cannot change of a service fails, as on AWS."""

import time
from collections.abc import Callable
from typing import Any

from ministack.core.responses import get_account_id, get_region

from rehearsal.ecs.api import Api
from rehearsal.ecs.services import Services
from rehearsal.ecs.task import TaskError
from rehearsal.server.service import ApiError

SERVICE, SIZE = "AWS::ECS::Service", "AWS::ApplicationAutoScaling::ScalableTarget"
STEADY_SECONDS = 60.0
POLL_SECONDS = 0.05
Properties = dict[str, Any]
Created = tuple[str, Properties]


def handlers(services: Services, api: Api) -> dict[str, dict[str, Callable[..., Any]]]:
    def create(logical_id: str, props: Properties, stack_name: str) -> Created:
        try:
            api.create_service(_camel(props))
            service = services.of(get_account_id(), get_region(), props["Cluster"], props["ServiceName"])
        except (ApiError, TaskError) as error:
            raise ValueError(f"{error} (Service: Ecs)") from error
        deadline = time.monotonic() + STEADY_SECONDS
        while not _steady(api, props):
            if time.monotonic() > deadline:
                services.delete(service)
                raise ValueError(f"Resource {logical_id} did not stabilize: its tasks do not become healthy")
            time.sleep(POLL_SECONDS)
        return service.arn, {"ServiceArn": service.arn, "Name": service.name}

    def update(physical_id: str, old: Properties, new: Properties, *names: str) -> Created:
        """Its handler sends every property, whichever changed."""
        if old != new:
            request = {**_camel(new), "service": physical_id, "cluster": new["Cluster"]}
            try:
                api.update_service(request)
            except ApiError as error:
                raise ValueError(f"Invalid request provided: UpdateService error: {error} (Service: Ecs)") from error
        return physical_id, {"ServiceArn": physical_id, "Name": new["ServiceName"]}

    def delete(physical_id: str, props: Properties) -> None:
        services.delete(services.of(get_account_id(), get_region(), props["Cluster"], physical_id))

    def set_size(props: Properties) -> Created:
        """A size below the smallest is raised, above the largest lowered, as the scheduled action does on AWS."""
        _, cluster, name = props["ResourceId"].split("/")
        service = services.of(get_account_id(), get_region(), cluster, name)
        wanted = min(max(service.desired, int(props["MinCapacity"])), int(props["MaxCapacity"]))
        services.resize(service, wanted)
        return f"{props['ResourceId']}|{props['ScalableDimension']}|{props['ServiceNamespace']}", {}

    return {
        SERVICE: {"create": create, "update": update, "delete": delete},
        SIZE: {
            "create": lambda logical_id, props, stack_name: set_size(props),
            "update": lambda physical_id, old, new, *names: set_size(new),
            "delete": lambda physical_id, props: None,
        },
    }


def _steady(api: Api, props: Properties) -> bool:
    answer = api.describe_services({"cluster": props["Cluster"], "services": [props["ServiceName"]]})
    assert answer is not None
    return all(one["stabilityStatus"] == "STEADY_STATE" for one in answer["services"][0]["taskSets"])


def _camel(value: Any) -> Any:
    if isinstance(value, list):
        return [_camel(each) for each in value]
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: _camel(each) for key, each in value.items()}
    return value
