from typing import Any

import pytest

from policy.rules.codebuild.build_role_is_its_own import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codebuild.projects import definition, project

ROLE = {"Fn::GetAtt": ["Role", "Arn"]}


def pipeline(role: Any, action_role: Any) -> dict[str, Any]:
    stages = [{"Name": "Build", "Actions": [{"Name": "Build", "RoleArn": action_role}]}]
    return {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"RoleArn": role, "Stages": stages}}


def test_each_its_own() -> None:
    assert details(check, assembly_of(definition(), definition(ServiceRole="other"), pipeline("a", "b"))) == []


def test_no_role() -> None:
    assert details(check, project(ServiceRole=None)) == ["ServiceRole"]


def test_two_projects_with_one_role() -> None:
    assert details(check, assembly_of(definition(), definition())) == ["ServiceRole", "ServiceRole"]


@pytest.mark.parametrize("one", [pipeline(ROLE, "b"), pipeline("a", ROLE)])
def test_a_project_with_the_role_of_a_pipeline_or_of_its_action(one: dict[str, Any]) -> None:
    assert details(check, assembly_of(definition(), one)) == ["ServiceRole"]
