from typing import Any

import pytest

from policy.rules.iam.role_does_its_duty import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codepipeline.pipelines import found
from tests.policy.rules.policies import document, role


def allowing(action: str, principal: Any) -> dict[str, Any]:
    made = role(principal)
    statement = {"Sid": "Does", "Action": action, "Resource": "arn"}
    made["Properties"]["Policies"] = [{"PolicyName": "own", "PolicyDocument": document(statement)}]
    return made


@pytest.mark.parametrize(
    ("service", "action", "expected"),
    [
        ("codebuild", "logs:PutLogEvents", []),
        ("codebuild", "logs:putlogevents", []),
        ("codebuild", "ssm:GetParameter", ["Does::ssm:GetParameter"]),
        ("ec2", "logs:CreateLogGroup", ["Does::logs:CreateLogGroup"]),
        ("glue", "logs:PutLogEvents", ["Does::logs:PutLogEvents"]),
    ],
)
def test_a_service_has_what_it_needs(service: str, action: str, expected: list[str]) -> None:
    made = allowing(action, {"Service": f"{service}.amazonaws.com"})
    assert details(check, assembly_of(made)) == expected


@pytest.mark.parametrize(
    ("action", "expected"), [("codebuild:StartBuild", []), ("codebuild:RetryBuild", ["Does::codebuild:RetryBuild"])]
)
def test_an_action_of_the_pipeline_has_what_its_provider_needs(action: str, expected: list[str]) -> None:
    made = allowing(action, {"AWS": {"Fn::GetAtt": ["PipelineRole", "Arn"]}})
    assert found(check, SynthRole=made) == expected
