"""Security groups, subnets, routes and flow logs."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, add, drop, properties, put, put_attribute, remove
from policy.templates.assembly import Assembly

STACK = "production"
FRONT, INSTANCES = "Ec2/LoadBalancer/SecurityGroup/Resource", "Ec2/Instances/SecurityGroup/Resource"
REQUESTS = "Ec2/Instances/SecurityGroup/from *"
TO_INSTANCES = "Ec2/LoadBalancer/SecurityGroup/to *"
FRONT_ID = {"Fn::GetAtt": ["Ec2LoadBalancerSecurityGroup9CA1BD87", "GroupId"]}
INSTANCES_ID = {"Fn::GetAtt": ["Ec2InstancesSecurityGroup6EC55F2D", "GroupId"]}
FLOW_LOG = "Network/Vpc/FlowLog/FlowLog"
PRIVATE_SUBNET = "NetworkVpcPrivateSubnet1Subnet6DD86AE6"
WORLD: dict[str, Any] = {"CidrIp": "0.0.0.0/0"}
WORLD6: dict[str, Any] = {"CidrIpv6": "::/0"}


def _rule(port: int, last: int | None = None, **peer: Any) -> dict[str, Any]:
    ports = {"FromPort": port, "ToPort": last or port}
    return {"IpProtocol": "tcp", "Description": "For a short time", **ports, **peer}


def _inline(construct: str, rule: dict[str, Any]) -> Change:
    def change(assembly: Assembly) -> None:
        properties(assembly, STACK, construct).setdefault("SecurityGroupIngress", []).append(rule)

    return change


def _separate(group: Any, rule: dict[str, Any], direction: str = "Ingress") -> Change:
    return add(STACK, "Added", f"AWS::EC2::SecurityGroup{direction}", GroupId=group, **rule)


def _default_group(assembly: Assembly) -> None:
    data = properties(assembly, STACK, "Ec2/Instances/Template/Resource")["LaunchTemplateData"]
    data["SecurityGroupIds"].append({"Fn::GetAtt": ["NetworkVpc7FB7348F", "DefaultSecurityGroup"]})


MUTANTS = (
    *(
        Mutant(f"private subnet {number}: no way out", remove(STACK, f"Network/Vpc/PrivateSubnet{number}/DefaultRoute"))
        for number in (1, 2)
    ),
    Mutant(
        "NAT gateway: in a private subnet",
        put(STACK, "Network/Vpc/PublicSubnet1/NATGateway", "SubnetId", {"Ref": PRIVATE_SUBNET}),
    ),
    Mutant("instances: SSH from everywhere", _inline(INSTANCES, _rule(22, **WORLD))),
    Mutant("instances: SSH from everywhere, as a resource", _separate(INSTANCES_ID, _rule(22, **WORLD))),
    Mutant("instances: SSH from everywhere by IPv6", _inline(INSTANCES, _rule(22, **WORLD6))),
    Mutant("instances: SSH from the office", _inline(INSTANCES, _rule(22, CidrIp="192.0.2.0/24"))),
    Mutant("instances: RDP within a range of ports", _separate(INSTANCES_ID, _rule(3000, 4000, **WORLD))),
    Mutant("instances: everything from everywhere", _inline(INSTANCES, {"IpProtocol": "-1", **WORLD})),
    Mutant("instances: reached without the load balancer", _inline(INSTANCES, _rule(8080, **WORLD))),
    Mutant("instances: reached from the whole VPC", _separate(INSTANCES_ID, _rule(8080, CidrIp="10.0.0.0/16"))),
    Mutant("instances: reach each other", _separate(INSTANCES_ID, _rule(8080, SourceSecurityGroupId=INSTANCES_ID))),
    Mutant("instances: all ports from the load balancer", put(STACK, REQUESTS, "IpProtocol", "-1")),
    Mutant("instances: reached from another group", put(STACK, REQUESTS, "SourceSecurityGroupId", "sg-1")),
    Mutant("instances: in the VPC's default security group too", _default_group),
    Mutant("load balancer: SSH from everywhere", _inline(FRONT, _rule(22, **WORLD))),
    Mutant("load balancer: a port without a listener", _separate(FRONT_ID, _rule(9000, **WORLD6))),
    Mutant("load balancer: a range of ports", put(STACK, FRONT, "SecurityGroupIngress.0.ToPort", 443)),
    Mutant(
        "load balancer: everywhere in two halves",
        _separate(FRONT_ID, _rule(9000, CidrIp="128.0.0.0/1")),
    ),
    Mutant("load balancer: sends everywhere", _separate(FRONT_ID, _rule(443, **WORLD), "Egress")),
    Mutant("load balancer: egress left to its default", remove(STACK, TO_INSTANCES)),
    Mutant("security group: a rule without a reason", drop(STACK, FRONT, "SecurityGroupIngress.0.Description")),
    Mutant("VPC: no flow log", remove(STACK, FLOW_LOG)),
    Mutant("VPC: rejected traffic not recorded", put(STACK, FLOW_LOG, "TrafficType", "ACCEPT")),
    Mutant("VPC: flow log of one subnet", put(STACK, FLOW_LOG, "ResourceId", "subnet-1")),
    Mutant("VPC: flow log without the role to write", drop(STACK, FLOW_LOG, "DeliverLogsPermissionArn")),
    Mutant("subnet: public addresses", put(STACK, "Network/Vpc/PublicSubnet1/Subnet", "MapPublicIpOnLaunch", True)),
    Mutant(
        "private subnet: a route to the internet gateway",
        put(STACK, "Network/Vpc/PrivateSubnet1/DefaultRoute", "GatewayId", {"Ref": "NetworkVpcIGW6BEA7B02"}),
    ),
    Mutant(
        "private subnet: the route table of a public one",
        put(
            STACK,
            "Network/Vpc/PrivateSubnet2/RouteTableAssociation",
            "RouteTableId",
            {"Ref": "NetworkVpcPublicSubnet1RouteTable30235CE2"},
        ),
    ),
    Mutant(
        "both private subnets: one zone",
        put(STACK, "Network/Vpc/PrivateSubnet2/Subnet", "AvailabilityZone", "eu-central-1a"),
    ),
    Mutant(
        "network ACL: SSH from everywhere",
        add(
            STACK,
            "Entry",
            "AWS::EC2::NetworkAclEntry",
            NetworkAclId="acl-1",
            RuleNumber=100,
            Protocol=6,
            RuleAction="allow",
            CidrBlock="0.0.0.0/0",
            PortRange={"From": 22, "To": 22},
        ),
    ),
    Mutant("a VPC beside it, without flow logs", add(STACK, "Second", "AWS::EC2::VPC", CidrBlock="10.1.0.0/16")),
    Mutant(
        "a peering with another VPC",
        add(STACK, "Peering", "AWS::EC2::VPCPeeringConnection", VpcId="vpc-1", PeerVpcId="vpc-2"),
    ),
    Mutant("flow log: only on a condition", put_attribute(STACK, FLOW_LOG, "Condition", "Recorded")),
)
