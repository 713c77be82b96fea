from typing import Any

import pytest

from policy.rules.kms.grant_is_for_a_known_service import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key

ROOT = {"AWS": "arn:aws:iam::111111111111:root"}
EXECUTION = "arn:aws:iam::111111111111:role/cdk-hnb659fds-cfn-exec-role-111111111111-eu-central-1"
SCALING = "arn:aws:iam::111111111111:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"


def condition(role: str, via: str, **more: Any) -> dict[str, Any]:
    by = {"aws:PrincipalArn": role}
    return {"ArnEquals": by, "StringEquals": {"kms:ViaService": f"{via}.eu-central-1.amazonaws.com"}, **more}


FOR_AWS = {"Bool": {"kms:GrantIsForAWSResource": "true"}}


def found(action: str = "kms:CreateGrant", **statement: Any) -> list[str]:
    return details(check, assembly_of(key({"Sid": "S", "Action": action, "Principal": ROOT, **statement})))


def test_the_two_that_are_known() -> None:
    assert found(Condition=condition(EXECUTION, "ecr")) == []
    assert found(Condition=condition(SCALING, "ec2", **FOR_AWS)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"Condition": condition(EXECUTION, "s3")},
        {"Condition": condition(SCALING, "ecr")},
        {"Condition": condition("arn:aws:iam::111111111111:role/app", "ecr")},
        {"Condition": condition(SCALING, "ec2")},
        {"Condition": condition(EXECUTION, "ec2", **FOR_AWS)},
    ],
)
def test_any_other(wrong: dict[str, Any]) -> None:
    assert found(**wrong) == ["S::kms:CreateGrant"]
    assert found("kms:Create*", **wrong) == ["S::kms:CreateGrant"]


def test_no_grant_and_a_deny() -> None:
    assert found("kms:Decrypt") == []
    assert found(Effect="Deny") == []
