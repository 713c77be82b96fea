from typing import Any

import pytest

from policy.rules.iam.role_handed_over_is_known import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import ACCOUNT, details, stack_of

IAM = f"arn:aws:iam::{ACCOUNT}:role"
OWN = {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "own", "Path": "/app/"}}
NAMED_BY_PARAMETER = {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/app/own"}


def found(resource_type: str, **properties: Any) -> list[str]:
    """Beside a role of the same stack and one of another account's."""
    there = {"Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "there"}}}
    here = {"Own": OWN, "User": {"Type": resource_type, "Properties": properties}}
    stacks = (stack_of(here), stack_of(there, "Other", account="222222222222"))
    return details(check, Assembly(stacks))


@pytest.mark.parametrize(
    "role",
    [
        {"Fn::GetAtt": ["Own", "Arn"]},
        {"Fn::Sub": "${Own.Arn}"},
        NAMED_BY_PARAMETER,
        "arn:aws:iam::222222222222:role/there",
        "arn:aws:iam::222222222222:role/cdk-hnb659fds-cfn-exec-role-222222222222-eu-central-1",
        f"{IAM}/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
        {"Ref": "AWS::NoValue"},
    ],
)
def test_of_the_stacks_or_of_aws(role: Any) -> None:
    assert found("AWS::CodeBuild::Project", ServiceRole=role) == []


@pytest.mark.parametrize(
    "role",
    [
        f"{IAM}/Admin",
        f"{IAM}/there",  # which is another account's
        f"{IAM}/cdk-hnb659fds-cfn-exec-role-{ACCOUNT}-us-east-1",
        "arn:aws:iam::333333333333:role/cdk-hnb659fds-deploy-role-333333333333-eu-central-1",
        f"{IAM}/cdk-hnb659fds-file-publishing-role-{ACCOUNT}-eu-central-1",
        "arn:aws:iam::222222222222:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    ],
)
def test_of_somebody_else(role: str) -> None:
    assert found("AWS::CodeBuild::Project", ServiceRole=role) == [f"ServiceRole {role}"]


def test_what_a_deployment_decides() -> None:
    assert found("AWS::CodeBuild::Project", ServiceRole={"Ref": "RoleOfParameter"}) == [
        "ServiceRole ${RoleOfParameter}"
    ]


def test_wherever_it_stands() -> None:
    action = {"Configuration": {"RoleArn": "Admin"}}
    where = "Stages.0.Actions.0.Configuration.RoleArn"
    assert found("AWS::CodePipeline::Pipeline", Stages=[{"Actions": [action]}]) == [f"{where} Admin"]
    assert found("AWS::EC2::FlowLog", DeliverLogsPermissionArn="Admin") == ["DeliverLogsPermissionArn Admin"]
    variables = {"Variables": {"DB_Role": "reader"}}
    assert found("AWS::Lambda::Function", Environment=variables) == []


def test_an_instance_profile_has_it_by_name() -> None:
    assert found("AWS::IAM::InstanceProfile", Roles=[{"Ref": "Own"}]) == []
    assert found("AWS::IAM::InstanceProfile", Roles=["own"]) == []
    assert found("AWS::IAM::InstanceProfile", Roles=["Admin"]) == ["Roles Admin"]
