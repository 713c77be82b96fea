import pytest

from policy.rules.iam.no_privilege_escalation import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, key


@pytest.mark.parametrize(
    "action",
    [
        "iam:CreateAccessKey",
        "iam:PutRolePolicy",
        "iam:AttachRolePolicy",
        "IAM:updateassumerolepolicy",
        "iam:DeleteRolePermissionsBoundary",
        "lambda:UpdateFunctionConfiguration",
        "codebuild:UpdateProject",
        "ec2:RunInstances",
        "kms:CreateGrant",
        "s3:PutBucketPolicy",
        "ssm:SendCommand",
    ],
)
def test_a_way_to_more_is_found(action: str) -> None:
    assert details(check, assembly_of(identity({"Action": action, "Resource": "arn:x"}))) == [f"Action::{action}"]


@pytest.mark.parametrize("action", ["iam:PassRole", "iam:GetRole", "lambda:InvokeFunction", "s3:PutObject"])
def test_what_leads_no_further_passes(action: str) -> None:
    policy = key({"Action": "kms:CreateGrant"})
    assert details(check, assembly_of(identity({"Action": action, "Resource": "arn:x"}), policy)) == []
