from typing import Any

import pytest

from policy.rules.network.function_has_the_endpoints_it_calls import check
from tests.policy.rules.builder import assembly_of, details

CALLED = ["codedeploy:GetDeployment", "lambda:InvokeFunction", "logs:PutLogEvents", "ec2:CreateNetworkInterface"]
VPC = {"Vpc": {"Type": "AWS::EC2::VPC"}}


def endpoint(service: str, kind: str = "Interface") -> dict[str, Any]:
    properties = {"VpcEndpointType": kind, "ServiceName": f"com.amazonaws.eu-central-1.{service}"}
    return {"Type": "AWS::EC2::VPCEndpoint", "Properties": properties}


@pytest.mark.parametrize(
    ("network", "place", "found"),
    [
        ({**VPC, "A": endpoint("codedeploy"), "B": endpoint("lambda")}, {"SubnetIds": ["s"]}, []),
        ({**VPC, "B": endpoint("lambda")}, {"SubnetIds": ["s"]}, ["Endpoint::codedeploy"]),
        ({**VPC, "A": endpoint("codedeploy", "Gateway"), "B": endpoint("lambda")}, {"S": 1}, ["Endpoint::codedeploy"]),
        (VPC, {"SubnetIds": ["s"]}, ["Endpoint::codedeploy", "Endpoint::lambda"]),
        (VPC, None, []),
        ({}, {"SubnetIds": ["s"]}, []),
    ],
)
def test_finds(network: dict[str, Any], place: Any, found: list[str]) -> None:
    statement = {"Sid": "Call", "Effect": "Allow", "Action": CALLED, "Resource": "*"}
    refusal = {"Sid": "Refuse", "Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}
    policy = {"PolicyDocument": {"Statement": [statement, refusal]}, "Roles": [{"Ref": "Role"}]}
    function = {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, **({"VpcConfig": place} if place else {})}
    assembly = assembly_of(
        {"Type": "AWS::Lambda::Function", "Properties": function},
        Role={"Type": "AWS::IAM::Role"},
        Policy={"Type": "AWS::IAM::ManagedPolicy", "Properties": policy},
        **network,
    )
    assert details(check, assembly) == found
