from typing import Any

from policy.rules.codepipeline.pipeline_takes_on_roles_of_its_actions import check
from tests.policy.rules.codepipeline.pipelines import DEPLOY_ROLE, RELEASE_ROLE
from tests.policy.rules.codepipeline.pipelines import found as found_in
from tests.policy.rules.policies import identity, role

PUBLISHING = "arn:aws:iam::222222222222:role/cdk-hnb659fds-file-publishing-role-222222222222-eu-central-1"


def found(*taken: Any, having: str = "PipelineRole") -> list[str]:
    own = identity({"Sid": "S", "Action": "sts:AssumeRole", "Resource": list(taken)}, Roles=[{"Ref": having}])
    return found_in(check, PipelineRole=role(), SourceRole=role(), BuildRole=role(), Policy=own)


def test_of_its_actions() -> None:
    assert found(DEPLOY_ROLE, RELEASE_ROLE, {"Fn::GetAtt": ["SourceRole", "Arn"]}) == []


def test_another() -> None:
    assert found(DEPLOY_ROLE, PUBLISHING) == [f"takes on {PUBLISHING}"]
    build = found({"Fn::GetAtt": ["BuildRole", "Arn"]})
    assert build == ["takes on arn:aws:iam::111111111111:role/${BuildRole}"]


def test_a_role_that_no_pipeline_has_is_the_matter_of_another_rule() -> None:
    assert found(PUBLISHING, having="BuildRole") == []
