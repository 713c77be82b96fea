"""What the gate lets pass in the stack of an environment."""

from policy.exceptions import choices
from policy.exceptions.blue_green import BLUE_GREEN
from policy.exceptions.ec2 import EC2
from policy.exceptions.ecs import ECS
from policy.exceptions.lambda_function import LAMBDA
from policy.exceptions.row import (
    HIPAA,
    PCI,
    R4,
    R5,
    GateException,
    by,
    emails,
    execution_names,
    recorded_elsewhere,
    untold,
)

ENVIRONMENT = (
    recorded_elsewhere(),
    emails("Operations/Alerts", choices.tells_people),
    execution_names("LookRole", choices.looked_at_releases),
    *untold("Forwarding/Untold/Resource", "What it holds stands in the alarm's history and the group's activities."),
    GateException(
        "Network/Vpc",
        ("CloudFormation-Validate::W3010",),
        reason="Zones are named so that the same pipeline.yml gives the same network on every machine.",
        control="network.availability_zones names others where an account lacks these.",
        proof="environments.network.availability_zones",
        applies=choices.own_network,
    ),
    GateException(
        "Network/Vpc/Resource",
        by("VPCDefaultSecurityGroupClosed", HIPAA, R4, R5, PCI),
        reason="CloudFormation cannot empty a VPC's default group; CDK would need a Lambda that may change any.",
        control="Nothing is in that group, which a rule of ours proves, and it lets in only its own members.",
        proof="https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
        applies=choices.own_network,
    ),
    *(
        GateException(
            f"Network/Vpc/PublicSubnet{number}/DefaultRoute",
            by("VPCNoUnrestrictedRouteToIGW", HIPAA, R5, PCI),
            reason="The NAT gateway, and a load balancer with public addresses, reach the internet by this route.",
            control="Instances are in private subnets, and no subnet gives out public addresses by itself.",
            proof="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
            applies=choices.public_subnet(number),
        )
        for number in range(1, 7)
    ),
    GateException(
        "Network/Vpc",
        ("Annotation::@aws-cdk/aws-ec2:noSubnetRouteTableId",),
        reason="An existing network's route tables are not ours to change, so nothing asks for their ids.",
        control="Not a risk: a stack that came to need them would fail at synthesis.",
        proof="environments.network.vpc_id",
        applies=choices.existing_network,
    ),
    *EC2,
    *BLUE_GREEN,
    *ECS,
    *LAMBDA,
)
