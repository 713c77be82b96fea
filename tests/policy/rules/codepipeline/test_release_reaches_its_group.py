from typing import Any

import pytest

from policy.rules.codepipeline.release_reaches_its_group import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import Change, pipeline, without

GROUP: dict[str, Any] = {
    "Application": {"Type": "AWS::CodeDeploy::Application", "Properties": {"ApplicationName": "app"}},
    "Group": {
        "Type": "AWS::CodeDeploy::DeploymentGroup",
        "Properties": {"ApplicationName": {"Ref": "Application"}, "DeploymentGroupName": "live"},
    },
}


def to(application: str, group: str) -> Change:
    return ("prod/Release", "Configuration", {"ApplicationName": application, "DeploymentGroupName": group})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (to("app", "live"), []),
        (to("app", "other"), ["prod without app/live", "prod/Release app/other"]),
        (to("other", "live"), ["prod without app/live", "prod/Release other/live"]),
        (without("prod", "Release"), ["prod without app/live"]),
    ],
)
def test_finds(change: Change, expected: list[str]) -> None:
    own = pipeline(change).stacks[0]
    assert details(check, Assembly((own, stack_of(GROUP, "prod", "app-prod", "222222222222")))) == expected
