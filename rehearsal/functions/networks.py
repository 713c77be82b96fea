"""Functions in a VPC: what their role must allow Lambda, and may not allow their code.

Lambda makes network interfaces in the name of the function's role, and refuses the function whose role does not let it.
No interface is made here: a function is a process of this machine.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ministack.core.responses import get_account_id, get_region
from ministack.services import ec2, lambda_svc
from ministack.services.cloudformation import provisioners

from rehearsal.server.authorization import denied
from rehearsal.server.credentials import assume_as_service

TYPE, PRINCIPAL = "AWS::Lambda::Function", "lambda.amazonaws.com"
LOOKS = ("ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets")
CREATES = "ec2:CreateNetworkInterface"
CHANGES = ("ec2:AssignPrivateIpAddresses", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses")
Properties = Mapping[str, Any]


def install() -> None:
    """MiniStack's CloudFormation forgets where a function that it makes stands."""
    handlers = provisioners._RESOURCE_HANDLERS[TYPE]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id: str, properties: Properties, stack: str) -> Any:
        _check(properties)
        answer = create(logical_id, properties, stack)
        _remember(properties, answer[0])
        return answer

    def updated(physical_id: str, old: Properties, new: Properties, *more: Any, **named: Any) -> Any:
        if new.get("VpcConfig") != old.get("VpcConfig"):
            _check(new)
        answer = update(physical_id, old, new, *more, **named)
        _remember(new, answer[0])
        return answer

    handlers.update(create=created, update=updated)


def missing(role_arn: str, function_arn: str, network: Properties) -> str | None:
    """The action that the role does not allow Lambda, as Lambda names it. `network`: SubnetIds, SecurityGroupIds.

    Raises ApiError(AccessDenied) where Lambda cannot take the role on.
    """
    credentials = assume_as_service(role_arn, PRINCIPAL, "interfaces", source_arn=function_arn, region=get_region())
    for action, resource, context in _asked(network):
        if denied(credentials.access_key_id, credentials.account, action, resource, get_region(), context):
            return action.partition(":")[2]
    return None


def _check(properties: Properties) -> None:
    """Raises ValueError, which fails the resource."""
    network = properties.get("VpcConfig") or {}
    function = f"arn:aws:lambda:{get_region()}:{get_account_id()}:function:{properties.get('FunctionName', '')}"
    action = missing(properties["Role"], function, network) if network.get("SubnetIds") else None
    if action:
        raise ValueError(f"The provided execution role does not have permissions to call {action} on EC2")


def _remember(properties: Properties, function: str) -> None:
    config = lambda_svc._functions[function]["config"]
    config["VpcConfig"] = lambda_svc._vpc_config_with_id(properties.get("VpcConfig"))


def _asked(network: Properties) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Action, resource and condition keys. The service authorization reference has the resources of each action."""
    here = f"arn:aws:ec2:{get_region()}:{get_account_id()}"
    interfaces = f"{here}:network-interface/*"
    vpc = {"ec2:Vpc": f"{here}:vpc/{_vpc(network)}"}
    places = [f"{here}:subnet/{one}" for one in network["SubnetIds"]]
    groups = [f"{here}:security-group/{one}" for one in network.get("SecurityGroupIds", [])]
    yield from ((action, "*", {}) for action in LOOKS)
    yield from ((CREATES, resource, vpc) for resource in (interfaces, *places, *groups))
    yield from ((action, interfaces, vpc) for action in CHANGES)


def _vpc(network: Properties) -> str:
    found = ec2._subnets.get(network["SubnetIds"][0])
    return str(found["VpcId"]) if found else ""
