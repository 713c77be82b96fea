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
    files = {"TaskDefinitionTemplatePath": task, "AppSpecTemplatePath": spec}
    release = action("Release", "Deploy", "CodeDeployToECS", Configuration=files)
    stages = [{"Name": "live", "Actions": [cloudformation("Change", "CHANGE_SET_EXECUTE", 1, StackName="w"), release]}]
    pipeline = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Name": "web", "Stages": stages}}
    assembly = Assembly((stack_of({"Pipeline": pipeline}, "Pipeline"), stack_of({}, "live", "w"), stack_of({}, "test")))
    assert details(check, assembly) == found
