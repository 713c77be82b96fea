from typing import Any

import pytest

from policy.rules.iam.function_code_leaves_networks_alone import check
from tests.policy.rules.builder import assembly_of, details

MAKES = {"Sid": "Make", "Effect": "Allow", "Action": "ec2:CreateNetworkInterface", "Resource": "*"}
DENIES: dict[str, Any] = {
    "Sid": "Leave",
    "Effect": "Deny",
    "Action": ["ec2:CreateNetworkInterface"],
    "Resource": "*",
    "Condition": {"Null": {"lambda:SourceFunctionArn": "false"}},
}
LOGS = {"Sid": "Log", "Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "*"}
FOUND = ["Make::ec2:CreateNetworkInterface"]

CASES: list[tuple[list[dict[str, Any]], list[str]]] = [
    ([LOGS], []),
    ([MAKES, DENIES], []),
    ([MAKES], FOUND),
    ([MAKES, {**DENIES, "Effect": "Allow"}], [*FOUND, "Leave::ec2:CreateNetworkInterface"]),
    ([MAKES, {**DENIES, "Action": "ec2:DeleteNetworkInterface"}], FOUND),
    ([MAKES, {**DENIES, "Resource": "arn:aws:ec2:eu-central-1:111111111111:subnet/a"}], FOUND),
    ([MAKES, {**DENIES, "Condition": {"Null": {"lambda:SourceFunctionArn": "true"}}}], FOUND),
    ([MAKES, {**DENIES, "Condition": {**DENIES["Condition"], "Bool": {"aws:ViaAWSService": "true"}}}], FOUND),
]


def role(service: str) -> dict[str, Any]:
    trust = {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}]}
    properties = {"AssumeRolePolicyDocument": trust, "ManagedPolicyArns": [{"Ref": "Policy"}]}
    return {"Type": "AWS::IAM::Role", "Properties": properties}


def found_in(statements: list[dict[str, Any]], service: str = "lambda.amazonaws.com") -> list[str]:
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": statements}}}
    return details(check, assembly_of(role(service), Policy=policy))


@pytest.mark.parametrize(("statements", "found"), CASES)
def test_finds(statements: list[dict[str, Any]], found: list[str]) -> None:
    assert found_in(statements) == sorted(found)


def test_other_services_have_no_code_of_their_own() -> None:
    assert found_in([MAKES], "codebuild.amazonaws.com") == []
