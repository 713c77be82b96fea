"""CloudFormation types of EC2's network that MiniStack's API has and its CloudFormation lacks."""

import re
from collections.abc import Callable
from typing import Any

from ministack.services import ec2
from ministack.services.cloudformation.provisioners import _ec2_sg_permissions

from rehearsal.server import plug_points as ministack

Properties = dict[str, Any]
Created = tuple[str, Properties]


def _eip(logical_id: str, properties: Properties, stack: str) -> Created:
    answer = _call(ec2._allocate_address, Domain=properties.get("Domain", "vpc"))
    allocation, address = _found(answer, "allocationId"), _found(answer, "publicIp")
    return address, {"AllocationId": allocation, "PublicIp": address}


def _release(address: str, properties: Properties) -> None:
    for record in list(ec2._addresses.values()):
        if record["PublicIp"] == address:
            _call(ec2._release_address, AllocationId=record["AllocationId"])


def _nat_gateway(logical_id: str, properties: Properties, stack: str) -> Created:
    wanted = {k: properties[k] for k in ("SubnetId", "AllocationId", "ConnectivityType") if k in properties}
    gateway = _found(_call(ec2._create_nat_gateway, **wanted), "natGatewayId")
    return gateway, {"NatGatewayId": gateway}


def _delete_nat_gateway(gateway: str, properties: Properties) -> None:
    _call(ec2._delete_nat_gateway, NatGatewayId=gateway)


def _flow_log(logical_id: str, properties: Properties, stack: str) -> Created:
    wanted = {k: v for k, v in properties.items() if isinstance(v, str) and k != "ResourceId"}
    answer = _call(ec2._create_flow_logs, **{"ResourceId.1": properties["ResourceId"]}, **wanted)
    flow_log = str(re.findall(r"<item>(fl-[^<]+)</item>", answer)[0])
    return flow_log, {"Id": flow_log}


def _delete_flow_log(flow_log: str, properties: Properties) -> None:
    ec2._flow_logs.pop(flow_log, None)


def _rule(direction: str) -> dict[str, Callable[..., Any]]:
    """A rule of its own beside its security group: `direction` is the group's list of permissions."""

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        rule = _ec2_sg_permissions([properties])[0]
        rule["SecurityGroupRuleId"] = ec2._sg_rule_id(properties["GroupId"], direction.endswith("Egress"), rule)
        ec2._security_groups[properties["GroupId"]][direction].append(rule)
        return rule["SecurityGroupRuleId"], {"Id": rule["SecurityGroupRuleId"]}

    def delete(rule_id: str, properties: Properties) -> None:
        group = ec2._security_groups.get(properties["GroupId"])
        if group is not None:
            group[direction] = [r for r in group[direction] if r.get("SecurityGroupRuleId") != rule_id]

    def update(rule_id: str, old: Properties, new: Properties, stack: str) -> Created:
        delete(rule_id, old)
        return create("", new, stack)

    return {"create": create, "update": update, "delete": delete}


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "AWS::EC2::EIP": {"create": _eip, "delete": _release},
    "AWS::EC2::NatGateway": {"create": _nat_gateway, "delete": _delete_nat_gateway},
    "AWS::EC2::FlowLog": {"create": _flow_log, "delete": _delete_flow_log},
    "AWS::EC2::SecurityGroupIngress": _rule("IpPermissions"),
    "AWS::EC2::SecurityGroupEgress": _rule("IpPermissionsEgress"),
}


def install() -> None:
    ministack.add_resource_types(HANDLERS)


def _call(operation: Callable[[Properties], Any], **parameters: str) -> str:
    """Call an operation of MiniStack's EC2 with query parameters; its XML answer. Raises ValueError."""
    status, _, body = operation({key: [value] for key, value in parameters.items()})
    text = body if isinstance(body, str) else body.decode()
    if status >= 400:
        raise ValueError(re.sub(r"<[^>]+>", " ", text).strip())
    return text


def _found(answer: str, element: str) -> str:
    return str(re.findall(f"<{element}>([^<]+)</{element}>", answer)[0])
