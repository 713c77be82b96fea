"""Ways in and out of an environment's network, and what is sent along them."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, add, appended_to, properties, put
from policy.mutation.mutants.load_balancer import BALANCER, LISTENER, STACK, TARGETS
from policy.mutation.words import in_words_of
from policy.templates.assembly import Assembly

ENDPOINT, DEFAULT_ROUTE = "Network/Vpc/S3/Resource", "Network/Vpc/PrivateSubnet1/DefaultRoute"
FRONT = "Ec2/LoadBalancer/SecurityGroup/Resource"
PRIVATE_TABLE = {"Ref": "NetworkVpcPrivateSubnet1RouteTable7D7AA3CD"}
VPC = {"Ref": "NetworkVpc7FB7348F"}
FOREIGN_SERVICE = "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0"
OTHER_TARGETS = "arn:aws:elasticloadbalancing:eu-central-1:444444444444:targetgroup/other/0123456789abcdef"
OWN_TARGETS = {"Ref": "Ec2LoadBalancerTargetsCAD607ED"}
RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"


def _default_route_by(key: str, target: str) -> Change:
    """In place of the NAT gateway."""

    def change(assembly: Assembly) -> None:
        route: dict[str, Any] = properties(assembly, STACK, DEFAULT_ROUTE)
        del route["NatGatewayId"]
        route[key] = target

    return change


def _attribute(construct: str, kind: str, key: str, value: str) -> Change:
    """Sets one, or adds it."""

    def change(assembly: Assembly) -> None:
        holder: dict[str, Any] = properties(assembly, STACK, construct)
        others = [one for one in holder[kind] if one["Key"] != key]
        holder[kind] = [*others, {"Key": key, "Value": value}]

    return change


def _balancer(key: str, value: str) -> Change:
    return _attribute(BALANCER, "LoadBalancerAttributes", key, value)


def _targets(key: str, value: str) -> Change:
    return _attribute(TARGETS, "TargetGroupAttributes", key, value)


def _answers(**action: Any) -> Change:
    return put(STACK, LISTENER, "DefaultActions", [action])


def _in(**peer: Any) -> Change:
    """To the load balancer."""
    rule = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "Description": "Partner", **peer}
    return appended_to(STACK, FRONT, "SecurityGroupIngress", rule)


def _more_ports(assembly: Assembly) -> None:
    properties(assembly, STACK, in_words_of(assembly, "Ec2/Instances/SecurityGroup/from *"))["ToPort"] = 9000


MUTANTS = (
    Mutant(
        "endpoint: to somebody's service",
        add(
            STACK,
            "Endpoint",
            "AWS::EC2::VPCEndpoint",
            ServiceName=FOREIGN_SERVICE,
            VpcEndpointType="Interface",
            VpcId=VPC,
        ),
    ),
    Mutant("endpoint: of S3 to somebody's service", put(STACK, ENDPOINT, "ServiceName", FOREIGN_SERVICE)),
    Mutant("endpoint: to another region", put(STACK, ENDPOINT, "ServiceName", "com.amazonaws.us-east-1.s3")),
    Mutant("route: through a network interface", _default_route_by("NetworkInterfaceId", "eni-0123456789abcdef0")),
    Mutant("route: through an instance", _default_route_by("InstanceId", "i-0123456789abcdef0")),
    Mutant("route: through a transit gateway", _default_route_by("TransitGatewayId", "tgw-0123456789abcdef0")),
    Mutant("route: another NAT gateway", put(STACK, DEFAULT_ROUTE, "NatGatewayId", "nat-0123456789abcdef0")),
    Mutant(
        "route: to a peered VPC",
        add(
            STACK,
            "Route",
            "AWS::EC2::Route",
            DestinationCidrBlock="192.168.0.0/16",
            VpcPeeringConnectionId="pcx-0123456789abcdef0",
            RouteTableId=PRIVATE_TABLE,
        ),
    ),
    Mutant("load balancer: in from a list of prefixes", _in(SourcePrefixListId="pl-0123456789abcdef0")),
    Mutant("load balancer: in from a group of another account", _in(SourceSecurityGroupId="sg-0123456789abcdef0")),
    Mutant("instances: more ports for the load balancer", _more_ports),
    Mutant("load balancer: in a group of another template too", appended_to(STACK, BALANCER, "SecurityGroups", "sg-1")),
    Mutant("load balancer: in subnets of another template", put(STACK, BALANCER, "Subnets", ["subnet-1", "subnet-2"])),
    Mutant("targets: in another VPC", put(STACK, TARGETS, "VpcId", "vpc-0123456789abcdef0")),
    Mutant("load balancer: for connections", put(STACK, BALANCER, "Type", "network")),
    Mutant("load balancer: for appliances", put(STACK, BALANCER, "Type", "gateway")),
    Mutant("load balancer: clients say who they are", _balancer("routing.http.xff_header_processing.mode", "preserve")),
    Mutant("load balancer: hosts of clients passed on", _balancer("routing.http.preserve_host_header.enabled", "true")),
    Mutant("load balancer: idle for an hour", _balancer("idle_timeout.timeout_seconds", "4000")),
    Mutant("web ACL: all pass while it is out of reach", _balancer("waf.fail_open.enabled", "true"), of="strict"),
    Mutant(
        "load balancer: deletion protection on, and off",
        appended_to(
            STACK, BALANCER, "LoadBalancerAttributes", {"Key": "deletion_protection.enabled", "Value": "false"}
        ),
    ),
    Mutant("targets: old visitors stay with an old host", _targets("stickiness.enabled", "true")),
    Mutant("targets: drained for an hour", _targets("deregistration_delay.timeout_seconds", "3600")),
    Mutant("targets: not drained", _targets("deregistration_delay.timeout_seconds", "0")),
    Mutant("targets: of each zone alone", _targets("load_balancing.cross_zone.enabled", "false")),
    Mutant("targets: judged every five minutes", put(STACK, TARGETS, "HealthCheckIntervalSeconds", 300)),
    Mutant("targets: ten failures", put(STACK, TARGETS, "UnhealthyThresholdCount", 10)),
    Mutant(
        "listener: visitors sent elsewhere",
        _answers(
            Type="redirect", RedirectConfig={"Protocol": "HTTPS", "Host": "example.com", "StatusCode": "HTTP_301"}
        ),
    ),
    Mutant("listener: somebody's targets", _answers(Type="forward", TargetGroupArn=OTHER_TARGETS)),
    Mutant(
        "listener: half of the requests to somebody's targets",
        _answers(
            Type="forward",
            ForwardConfig={
                "TargetGroups": [
                    {"TargetGroupArn": OWN_TARGETS, "Weight": 50},
                    {"TargetGroupArn": OTHER_TARGETS, "Weight": 50},
                ]
            },
        ),
    ),
    Mutant("listener: all is well", _answers(Type="fixed-response", FixedResponseConfig={"StatusCode": "200"})),
    Mutant(
        "listener: one path to somebody's targets",
        add(
            STACK,
            "Rule",
            RULE,
            ListenerArn={"Ref": "Ec2LoadBalancerListenerCC2FC97E"},
            Priority=1,
            Conditions=[{"Field": "path-pattern", "Values": ["/admin"]}],
            Actions=[{"Type": "forward", "TargetGroupArn": OTHER_TARGETS}],
        ),
        of="strict",
    ),
)
