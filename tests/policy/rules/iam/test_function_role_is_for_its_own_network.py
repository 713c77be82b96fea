from typing import Any

import pytest

from policy.rules.iam.function_role_is_for_its_own_network import check
from tests.policy.rules.builder import ACCOUNT, REGION, assembly_of, details
from tests.policy.rules.iam.test_function_code_leaves_networks_alone import role

HERE = f"arn:aws:ec2:{REGION}:{ACCOUNT}"
OURS = {"Fn::Join": ["", [f"{HERE}:vpc/", {"Ref": "Vpc"}]]}
ANOTHER = f"{HERE}:vpc/vpc-0123456789abcdef0"
MAKES = {"Sid": "Make", "Action": "ec2:CreateNetworkInterface", "Resource": f"{HERE}:network-interface/*"}
VPC = {"Vpc": {"Type": "AWS::EC2::VPC"}}

CASES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"ArnEqualsIfExists": {"ec2:Vpc": OURS}}, VPC, []),
    ({"ArnEquals": {"ec2:Vpc": OURS}}, VPC, []),
    ({"ArnEquals": {"ec2:Vpc": ANOTHER}}, {}, []),
    ({"ArnEquals": {"ec2:Vpc": ANOTHER}}, VPC, ["Make"]),
    ({"ArnLike": {"ec2:Vpc": f"{HERE}:vpc/*"}}, {}, ["Make"]),
    ({"ArnEquals": {"ec2:Vpc": [OURS, ANOTHER]}}, VPC, ["Make"]),
    ({}, VPC, ["Make"]),
]


@pytest.mark.parametrize(("condition", "made", "found"), CASES)
def test_finds(condition: dict[str, Any], made: dict[str, Any], found: list[str]) -> None:
    statement = {"Effect": "Allow", **MAKES, "Condition": condition}
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}
    assert details(check, assembly_of(role("lambda.amazonaws.com"), Policy=policy, **made)) == found


def test_what_takes_no_resource_is_in_no_network() -> None:
    statement = {"Sid": "Look", "Effect": "Allow", "Action": "ec2:DescribeSubnets", "Resource": "*"}
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}
    assert details(check, assembly_of(role("lambda.amazonaws.com"), Policy=policy)) == []
