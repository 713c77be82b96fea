"""A stack with a load balancer in the group `Front` and instances in the group `Compute`, and rules between them."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

FRONT, COMPUTE = ({"Fn::GetAtt": [group, "GroupId"]} for group in ("Front", "Compute"))
BALANCER = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"SecurityGroups": [FRONT]}}
LISTENER = {
    "Type": "AWS::ElasticLoadBalancingV2::Listener",
    "Properties": {"LoadBalancerArn": {"Ref": "Balancer"}, "Port": "443"},
}
TEMPLATE = {
    "Type": "AWS::EC2::LaunchTemplate",
    "Properties": {"LaunchTemplateData": {"SecurityGroupIds": [COMPUTE]}},
}


def tcp(port: int, last: int = 0, **peer: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": last or port, **peer}


def inline(group: str, rule: dict[str, Any], direction: str = "Ingress") -> Assembly:
    return _with(**{group: {"Type": "AWS::EC2::SecurityGroup", "Properties": {f"SecurityGroup{direction}": [rule]}}})


def separate(group: Any, rule: dict[str, Any], direction: str = "Ingress") -> Assembly:
    return _with(Rule={"Type": f"AWS::EC2::SecurityGroup{direction}", "Properties": {"GroupId": group, **rule}})


def _with(**changed: Any) -> Assembly:
    groups = {name: {"Type": "AWS::EC2::SecurityGroup"} for name in ("Front", "Compute", "Other")}
    return assembly_of(**{**groups, "Balancer": BALANCER, "Listener": LISTENER, "Template": TEMPLATE, **changed})
