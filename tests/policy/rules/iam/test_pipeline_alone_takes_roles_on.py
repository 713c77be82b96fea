from typing import Any

import pytest

from policy.rules.iam.pipeline_alone_takes_roles_on import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import CODEBUILD, identity, role

PIPELINE = {"Service": "codepipeline.amazonaws.com"}
DUTY = {"Fn::GetAtt": ["Duty", "Arn"]}


def found(principal: Any, *taken_on: Any) -> list[str]:
    duty = role({"AWS": "arn:aws:iam::111111111111:role/x"})
    duty["Properties"]["RoleName"] = "duty"
    policy = identity({"Action": "sts:AssumeRole", "Resource": list(taken_on)}, Roles=[{"Ref": "Taker"}])
    return details(check, assembly_of(Taker=role(principal), Duty=duty, Policy=policy))


def test_a_pipeline_takes_on_what_the_templates_and_the_bootstrap_make() -> None:
    bootstrap = "arn:aws:iam::111111111111:role/cdk-hnb659fds-deploy-role-111111111111-eu-central-1"
    assert found(PIPELINE, DUTY, "arn:aws:iam::111111111111:role/duty", bootstrap) == []


@pytest.mark.parametrize(
    "arn",
    [
        "*",
        "arn:aws:iam::111111111111:role/OrganizationAccountAccessRole",
        "arn:aws:iam::999999999999:role/cdk-hnb659fds-deploy-role-999999999999-eu-central-1",
    ],
)
def test_what_is_made_elsewhere_is_found(arn: str) -> None:
    assert found(PIPELINE, DUTY, arn) == [f"Resource::{arn}"]


def test_another_than_a_pipeline_is_found() -> None:
    assert found(CODEBUILD, DUTY) == ["sts:AssumeRole"]
