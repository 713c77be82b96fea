from typing import Any

import pytest

from policy.rules.codepipeline.release_of_tasks_gets_its_own_files import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import action, cloudformation


@pytest.mark.parametrize(
    ("task", "spec", "found"),
    [
        ("live.taskdef.json", "live.appspec.yaml", []),
        ("test.taskdef.json", "live.appspec.yaml", ["live/Release TaskDefinitionTemplatePath test.taskdef.json"]),
        ("live.taskdef.json", "appspec.yaml", ["live/Release AppSpecTemplatePath appspec.yaml"]),
    ],
)
def test_finds(task: str, spec: str, found: list[str]) -> None:
    """Of two regions that one stage changes."""
    files = {"TaskDefinitionTemplatePath": task, "AppSpecTemplatePath": spec}
    names = {"ApplicationName": "web-live", "DeploymentGroupName": "web-live"}
    release = action("Release", "Deploy", "CodeDeployToECS", Configuration={**names, **files})
    changes = [cloudformation("Change", "CHANGE_SET_EXECUTE", 1, StackName=f"web-{name}") for name in ("live", "test")]
    stages = [{"Name": "live", "Actions": [*changes, release]}]
    pipeline = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Name": "web", "Stages": stages}}
    environments = (stack_of({"Group": group(f"web-{name}")}, name, f"web-{name}") for name in ("live", "test"))
    assert details(check, Assembly((stack_of({"Pipeline": pipeline}, "Pipeline"), *environments))) == found


def group(name: str) -> dict[str, Any]:
    properties = {"ApplicationName": name, "DeploymentGroupName": name}
    return {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": properties}
