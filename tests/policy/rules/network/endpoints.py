"""A stack with a function in the group `Caller`, an endpoint in the group `Door`, and rules between them."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of
from tests.policy.rules.network.groups import tcp

CALLER, DOOR, OTHER = ({"Fn::GetAtt": [group, "GroupId"]} for group in ("Caller", "Door", "Other"))
NOTHING = tcp(443, CidrIp="255.255.255.255/32")
NETWORK: dict[str, Any] = {
    "Vpc": {"Type": "AWS::EC2::VPC"},
    "Other": {"Type": "AWS::EC2::SecurityGroup"},
    "Function": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {"SecurityGroupIds": [CALLER]}}},
}


def endpoint(**properties: Any) -> dict[str, Any]:
    given = {"VpcEndpointType": "Interface", "PrivateDnsEnabled": True, "SecurityGroupIds": [DOOR], **properties}
    return {"Type": "AWS::EC2::VPCEndpoint", "Properties": given}


def group(**rules: dict[str, Any]) -> dict[str, Any]:
    """`Egress=`, `Ingress=`: the one rule of each."""
    properties = {f"SecurityGroup{direction}": [rule] for direction, rule in rules.items()}
    return {"Type": "AWS::EC2::SecurityGroup", "Properties": properties}


def network(**changed: Any) -> Assembly:
    """As it should be, but for `changed`; None takes a resource away."""
    right = {
        **NETWORK,
        "Caller": group(Egress=tcp(443, DestinationSecurityGroupId=DOOR)),
        "Door": group(Ingress=tcp(443, SourceSecurityGroupId=CALLER), Egress=NOTHING),
        "Endpoint": endpoint(),
    }
    return assembly_of(**{name: one for name, one in {**right, **changed}.items() if one is not None})
