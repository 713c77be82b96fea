"""The operations of ECS's API on services, task sets and tasks. Clusters and task definitions are MiniStack's.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/
"""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError
from ministack.core.responses import error_response_json, get_account_id, get_region, json_response
from ministack.services import alb, ecs

from rehearsal.ecs.services import Service, Services, TaskSet
from rehearsal.ecs.task import Task, TaskError
from rehearsal.server.service import ApiError, Request, Response

NOT_BY_UPDATE = (
    "taskDefinition",
    "networkConfiguration",
    "loadBalancers",
    "platformVersion",
    "capacityProviderStrategy",
)
ONLY = {"launchType": "FARGATE"}
CONTROLLER = "CODE_DEPLOY"


class Api:
    def __init__(self, services: Services) -> None:
        self._services = services

    def install(self) -> None:
        operations = {
            "CreateService": self.create_service,
            "DescribeServices": self.describe_services,
            "UpdateService": self.update_service,
            "DeleteService": self.delete_service,
            "CreateTaskSet": self.create_task_set,
            "DescribeTaskSets": self.describe_task_sets,
            "DeleteTaskSet": self.delete_task_set,
            "UpdateServicePrimaryTaskSet": self.update_service_primary_task_set,
            "ListTasks": self.list_tasks,
            "DescribeTasks": self.describe_tasks,
        }
        for name, operation in operations.items():
            ecs._ACTION_MAP[name] = _answering(operation)
        for name in ("RunTask", "StopTask", "ExecuteCommand"):
            ecs._ACTION_MAP[name] = _answering(_refused(name))

    def create_service(self, request: Request) -> Response:
        controller = (request.get("deploymentController") or {}).get("type", "ECS")
        if controller != CONTROLLER or request.get("launchType") != ONLY["launchType"]:
            raise ApiError("InvalidParameterException", "The rehearsal has Fargate services with CODE_DEPLOY only")
        [front] = request["loadBalancers"]
        cluster = _name(request.get("cluster", "default"))
        if cluster not in ecs._clusters:
            raise ApiError("ClusterNotFoundException", "Cluster not found.")
        service = Service(
            get_account_id(), get_region(), cluster, request["serviceName"], int(front["containerPort"]),
            front["containerName"], int(request.get("desiredCount", 1)), dict(request),
        )  # fmt: skip
        self._services.create(service, request["taskDefinition"], front["targetGroupArn"])
        return {"service": _service(service)}

    def describe_services(self, request: Request) -> Response:
        found, failures = [], []
        for name in request["services"]:
            try:
                found.append(_service(self._of(request, name)))
            except ApiError:
                failures.append({"arn": name, "reason": "MISSING"})
        return {"services": found, "failures": failures}

    def update_service(self, request: Request) -> Response:
        """Of a service with the controller CODE_DEPLOY ECS takes a new size, and little else."""
        service = self._of(request, request["service"])
        words = {"taskDefinition": "task definition", "loadBalancers": "load balancers"}
        for key in NOT_BY_UPDATE:
            if request.get(key):
                raise ApiError(
                    "InvalidParameterException",
                    f"Unable to update {words.get(key, 'network parameters')} on services with a CODE_DEPLOY "
                    "deployment controller. Use AWS CodeDeploy to trigger a new deployment.",
                )
        if "desiredCount" in request:
            self._services.resize(service, int(request["desiredCount"]))
        return {"service": _service(service)}

    def delete_service(self, request: Request) -> Response:
        service = self._of(request, request["service"])
        if service.desired and not request.get("force"):
            raise ApiError("InvalidParameterException", "The service cannot be stopped while it is scaled above 0.")
        self._services.delete(service)
        return {"service": {**_service(service), "status": "INACTIVE"}}

    def create_task_set(self, request: Request) -> Response:
        service = self._of(request, request["service"])
        [front] = request["loadBalancers"]
        made = self._services.add_set(service, request["taskDefinition"], front["targetGroupArn"])
        return {"taskSet": _task_set(service, made)}

    def describe_task_sets(self, request: Request) -> Response:
        service = self._of(request, request["service"])
        wanted = {_name(one) for one in request.get("taskSets", [])}
        found = [one for one in service.sets.values() if not wanted or _name(one.id) in wanted]
        return {"taskSets": [_task_set(service, one) for one in found], "failures": []}

    def delete_task_set(self, request: Request) -> Response:
        service, gone = self._set(request, request["taskSet"])
        if gone.status == "PRIMARY":
            raise ApiError("InvalidParameterException", "The primary task set cannot be deleted.")
        self._services.remove_set(service, gone)
        return {"taskSet": _task_set(service, gone)}

    def update_service_primary_task_set(self, request: Request) -> Response:
        service, wanted = self._set(request, request["primaryTaskSet"])
        return {"taskSet": _task_set(service, self._services.set_primary(service, wanted.id))}

    def list_tasks(self, request: Request) -> Response:
        service = self._of(request, request["serviceName"])
        return {"taskArns": [task.arn for one in service.sets.values() for task in one.tasks if task.alive]}

    def describe_tasks(self, request: Request) -> Response:
        cluster = _name(request.get("cluster", "default"))
        wanted = {_name(one) for one in request["tasks"]}
        mine = [one for one in self._services.all() if (one.account, one.cluster) == (get_account_id(), cluster)]
        shown = [
            _task(s, one, task) for s in mine for one in s.sets.values() for task in one.tasks if task.id in wanted
        ]
        missing = wanted - {_name(one["taskArn"]) for one in shown}
        return {"tasks": shown, "failures": [{"arn": one, "reason": "MISSING"} for one in sorted(missing)]}

    def _of(self, request: Request, name: str) -> Service:
        cluster = request.get("cluster", "default")
        return self._services.of(get_account_id(), get_region(), cluster, name)

    def _set(self, request: Request, wanted: str) -> tuple[Service, TaskSet]:
        service = self._of(request, request["service"])
        for one in service.sets.values():
            if _name(one.id) == _name(wanted):
                return service, one
        raise ApiError("TaskSetNotFoundException", f"Task set not found: {wanted}")


def resource_arn(operation: str, request: Mapping[str, Any], region: str, account: str) -> str | None:
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html"""
    prefix, cluster = f"arn:aws:ecs:{region}:{account}", _name(str(request.get("cluster", "default")))
    if operation == "RegisterTaskDefinition":
        return f"{prefix}:task-definition/{request.get('family', '')}:*"
    if operation in ("CreateTaskSet", "UpdateServicePrimaryTaskSet", "UpdateService", "DeleteService"):
        return f"{prefix}:service/{cluster}/{_name(str(request.get('service', '')))}"
    if operation == "DescribeServices" and request.get("services"):
        return f"{prefix}:service/{cluster}/{_name(str(request['services'][0]))}"
    if operation == "DeleteTaskSet":
        task_set = f"{cluster}/{_name(str(request.get('service', '')))}/{_name(str(request.get('taskSet', '')))}"
        return f"{prefix}:task-set/{task_set}"
    return None


def _answering(operation: Callable[[Request], Response]) -> Callable[[Request], Any]:
    """MiniStack's form of an answer."""

    def answer(request: Request) -> Any:
        try:
            return json_response(operation(request) or {})
        except ApiError as error:
            return error_response_json(error.code, str(error), 400)
        except (TaskError, ClientError) as error:
            return error_response_json("ClientException", str(error), 400)

    return answer


def _refused(name: str) -> Callable[[Request], Response]:
    def refuse(request: Request) -> Response:
        raise ApiError("UnsupportedFeatureException", f"The rehearsal's ECS does not implement {name}")

    return refuse


def _name(arn: str) -> str:
    return arn.rpartition("/")[2]


def _service(service: Service) -> dict[str, Any]:
    kept = ("deploymentController", "launchType", "platformVersion", "networkConfiguration", "loadBalancers")
    sets = list(service.sets.values())
    return {
        **{key: service.properties[key] for key in kept if key in service.properties},
        "serviceArn": service.arn, "serviceName": service.name, "status": "ACTIVE",
        "clusterArn": f"arn:aws:ecs:{service.region}:{service.account}:cluster/{service.cluster}",
        "desiredCount": service.desired, "runningCount": sum(one.running for one in sets), "pendingCount": 0,
        "taskDefinition": service.primary.definition_arn, "taskSets": [_task_set(service, one) for one in sets],
        "deployments": [], "events": [],
    }  # fmt: skip


def _task_set(service: Service, one: TaskSet) -> dict[str, Any]:
    settled = [task for task in one.tasks if task.settled and _healthy(one.target_group, task)]
    steady = len(settled) == len(one.tasks) == service.desired
    front = {"targetGroupArn": one.target_group, "containerName": service.container, "containerPort": service.port}
    return {
        "id": one.id, "status": one.status, "taskDefinition": one.definition_arn, "launchType": "FARGATE",
        "taskSetArn": f"{service.arn.replace(':service/', ':task-set/')}/{one.id}",
        "serviceArn": service.arn, "loadBalancers": [front], "createdAt": one.created,
        "scale": {"value": 100.0, "unit": "PERCENT"}, "computedDesiredCount": service.desired,
        "runningCount": one.running, "pendingCount": len(one.tasks) - one.running,
        "stabilityStatus": "STEADY_STATE" if steady else "STABILIZING",
    }  # fmt: skip


def _task(service: Service, one: TaskSet, task: Task) -> dict[str, Any]:
    return {
        "taskArn": task.arn, "taskDefinitionArn": one.definition_arn, "startedBy": one.id, "launchType": "FARGATE",
        "clusterArn": f"arn:aws:ecs:{service.region}:{service.account}:cluster/{service.cluster}",
        "lastStatus": "RUNNING" if task.alive else "STOPPED", "desiredStatus": "RUNNING",
        "group": f"service:{service.name}",
        "containers": [{"name": service.container, "lastStatus": "RUNNING" if task.alive else "STOPPED",
                        "networkInterfaces": [{"privateIpv4Address": task.address}]}],
    }  # fmt: skip


def _healthy(target_group: str, task: Task) -> bool:
    """As the target group's own check says; one that no listener sends requests to has none."""
    answer = alb._ACTION_MAP["DescribeTargetHealth"](
        {"TargetGroupArn": [target_group], "Targets.member.1.Id": [task.address]}
    )
    return b"<State>healthy</State>" in answer[2] or b"<Reason>Target.NotInUse</Reason>" in answer[2]
