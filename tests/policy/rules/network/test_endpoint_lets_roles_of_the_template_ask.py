from typing import Any

import pytest

from policy.rules.network.endpoint_lets_roles_of_the_template_ask import check
from tests.policy.rules.builder import ACCOUNT, REGION, assembly_of, details

FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:shop"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/hook"
RIGHT = {
    "Sid": "Ask",
    "Effect": "Allow",
    "Principal": {"AWS": "*"},
    "Action": "lambda:InvokeFunction",
    "Resource": [FUNCTION, f"{FUNCTION}:*"],
    "Condition": {"ArnEquals": {"aws:PrincipalArn": ROLE}},
}
MADE = {
    "Function": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "shop"}},
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "hook"}},
}

CASES: list[tuple[dict[str, Any] | None, list[str]]] = [
    (RIGHT, []),
    (None, ["PolicyDocument::none"]),
    ({**RIGHT, "Action": "lambda:*"}, ["Ask"]),
    ({**RIGHT, "Resource": "*"}, ["Ask"]),
    ({**RIGHT, "Resource": f"{FUNCTION}-another"}, ["Ask"]),
    ({key: value for key, value in RIGHT.items() if key != "Condition"}, ["Ask"]),
    ({**RIGHT, "Condition": {"ArnEquals": {"aws:PrincipalArn": f"{ROLE}-another"}}}, ["Ask"]),
]


@pytest.mark.parametrize(("statement", "found"), CASES)
def test_finds(statement: dict[str, Any] | None, found: list[str]) -> None:
    document = {} if statement is None else {"PolicyDocument": {"Statement": [statement]}}
    properties = {"VpcEndpointType": "Interface", "ServiceName": f"com.amazonaws.{REGION}.lambda", **document}
    assembly = assembly_of({"Type": "AWS::EC2::VPCEndpoint", "Properties": properties}, **MADE)
    assert details(check, assembly) == found


def test_services_that_document_no_policy_need_none() -> None:
    properties = {"VpcEndpointType": "Interface", "ServiceName": f"com.amazonaws.{REGION}.codedeploy"}
    assert details(check, assembly_of({"Type": "AWS::EC2::VPCEndpoint", "Properties": properties})) == []
