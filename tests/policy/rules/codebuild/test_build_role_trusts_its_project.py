from typing import Any

import pytest

from policy.rules.codebuild.build_role_trusts_its_project import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import CODEBUILD, role

PROJECT = {
    "Type": "AWS::CodeBuild::Project",
    "Properties": {"Name": "app-build", "ServiceRole": {"Fn::GetAtt": ["Role", "Arn"]}},
}
OWN, OTHER = (f"arn:aws:codebuild:eu-central-1:111111111111:project/app-{name}" for name in ("build", "synthesize"))


def found(arn: Any) -> list[str]:
    trusting = role(CODEBUILD, {"ArnEquals": {"aws:SourceArn": arn}})
    return details(check, assembly_of(Project=PROJECT, Role=trusting))


@pytest.mark.parametrize("arn", [OWN, {"Fn::GetAtt": ["Project", "Arn"]}])
def test_its_own(arn: Any) -> None:
    assert found(arn) == []


@pytest.mark.parametrize("arn", [OTHER, OWN.replace("eu-central-1", "eu-west-1"), OWN.replace("app-build", "app-*")])
def test_another(arn: str) -> None:
    assert found([OWN, arn]) == [f"ServiceRole trusts {arn}"]
