"""A function in a VPC: Lambda must be let make its network interfaces, and the function's own code must not."""

import json
import uuid
from typing import Any

import pytest

from rehearsal.run.execution_policies import PROMPTLY
from rehearsal.run.local_aws import LocalAws
from tests.unit.functions.shop import role
from tests.unit.server.accounts import DEV, REGION, Account, Statement, allow

HERE = f"arn:aws:ec2:{REGION}:{DEV}"
NETWORK = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
    "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}},
    "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "g", "VpcId": {"Ref": "Vpc"}}},
}
LOOKS = """
import boto3
def handler(event, context):
    return len(boto3.client("ec2").describe_network_interfaces()["NetworkInterfaces"])
"""
NEEDED = (
    allow(["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"], "*"),
    allow(
        ["ec2:CreateNetworkInterface"],
        [f"{HERE}:network-interface/*", f"{HERE}:subnet/*", f"{HERE}:security-group/*"],
    ),
    allow(
        ["ec2:AssignPrivateIpAddresses", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"],
        f"{HERE}:network-interface/*",
    ),
)
LEAVE = {
    "Effect": "Deny",
    "Action": "ec2:DescribeNetworkInterfaces",
    "Resource": "*",
    "Condition": {"Null": {"lambda:SourceFunctionArn": "false"}},
}


@pytest.fixture
def account(local_aws: LocalAws) -> Account:
    return Account(local_aws, DEV)


def deployed(account: Account, *statements: Statement) -> tuple[str, str, str]:
    """The function's name, the stack's status, and what the function's events say of a failure."""
    name, cloudformation = f"f-{uuid.uuid4().hex[:6]}", account.client("cloudformation")
    function = {
        "FunctionName": name,
        "Role": role(account, "lambda", *statements),
        "Code": {"ZipFile": LOOKS},
        "Runtime": "python3.13",
        "Handler": "index.handler",
        "Timeout": 30,
        "VpcConfig": {"SubnetIds": [{"Ref": "Subnet"}], "SecurityGroupIds": [{"Fn::GetAtt": ["Group", "GroupId"]}]},
    }
    template = {"Resources": {**NETWORK, "Function": {"Type": "AWS::Lambda::Function", "Properties": function}}}
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(template), OnFailure="DO_NOTHING")
    waiter = "stack_create_complete" if statements == NEEDED or LEAVE in statements else "stack_exists"
    cloudformation.get_waiter(waiter).wait(StackName=name, WaiterConfig=PROMPTLY)
    return name, *_outcome(cloudformation, name)


def _outcome(cloudformation: Any, name: str) -> tuple[str, str]:
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [one["ResourceStatusReason"] for one in events if one["ResourceStatus"] == "CREATE_FAILED"]
    return cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"], " ".join(failed)


def test_a_role_that_lets_lambda_make_interfaces_is_enough(account: Account) -> None:
    name, status, _ = deployed(account, *NEEDED)
    network = account.client("lambda").get_function_configuration(FunctionName=name)["VpcConfig"]
    assert status == "CREATE_COMPLETE"
    assert (len(network["SubnetIds"]), network["VpcId"].partition("-")[0]) == (1, "vpc")


@pytest.mark.parametrize(
    ("left_out", "named"), [(0, "DescribeNetworkInterfaces"), (1, "CreateNetworkInterface"), (2, "AssignPrivateIp")]
)
def test_without_a_permission_the_function_is_refused_in_lambdas_words(
    account: Account, left_out: int, named: str
) -> None:
    _, status, reason = deployed(account, *(one for number, one in enumerate(NEEDED) if number != left_out))
    assert status.startswith(("CREATE_FAILED", "ROLLBACK"))
    assert f"The provided execution role does not have permissions to call {named}" in reason


def test_what_is_denied_to_code_lambda_may_do_and_code_may_not(account: Account) -> None:
    name, status, _ = deployed(account, *NEEDED, LEAVE)
    answer = account.client("lambda").invoke(FunctionName=name)
    assert status == "CREATE_COMPLETE"
    assert "explicit deny" in json.loads(answer["Payload"].read())["errorMessage"]
