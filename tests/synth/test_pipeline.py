"""The pipeline of the repository's own pipeline.yml."""

import json
from typing import Any

import config
from app import PIPELINE_YML
from policy.templates.template import Template, resources
from tests.synth.assembly import Assembly, only, stage

ENVIRONMENTS = config.load(PIPELINE_YML).environments
PIPELINE = "AWS::CodePipeline::Pipeline"


def of_provider(template: Template, provider: str) -> list[Any]:
    stages = only(template, PIPELINE)["Stages"]
    actions = [action for one in stages for action in one["Actions"]]
    return [action for action in actions if action["ActionTypeId"]["Provider"] == provider]


def test_it_is_a_v2_pipeline_that_starts_again_when_it_changes_itself(assembly: Assembly) -> None:
    pipeline = only(assembly.pipeline, PIPELINE)
    assert pipeline["PipelineType"] == "V2"
    assert pipeline["ExecutionMode"] == "SUPERSEDED"
    assert pipeline["RestartExecutionOnUpdate"] is True


def test_the_stages_are_source_build_update_and_the_environments_in_the_files_order(assembly: Assembly) -> None:
    stages = [one["Name"] for one in only(assembly.pipeline, PIPELINE)["Stages"]]
    assert stages == ["Source", "Build", "UpdatePipeline", *(environment.name for environment in ENVIRONMENTS)]


def test_the_application_and_the_infrastructure_are_built_side_by_side(assembly: Assembly) -> None:
    actions = stage(assembly.pipeline, "Build")
    assert list(actions) == ["Build", "Synthesize"]
    assert {action["RunOrder"] for action in actions.values()} == {1}
    written = [action["OutputArtifacts"] for action in actions.values()]
    assert written == [[{"Name": "Built"}], [{"Name": "Synthesized"}]]


def test_the_pipeline_updates_its_own_stack_from_the_synthesized_template(assembly: Assembly) -> None:
    configuration = stage(assembly.pipeline, "UpdatePipeline")["UpdatePipeline"]["Configuration"]
    assert configuration["ActionMode"] == "CREATE_UPDATE"
    assert configuration["TemplatePath"] == "Synthesized::Pipeline.template.json"
    artifacts = assembly.manifest["artifacts"]
    assert configuration["StackName"] == artifacts["Pipeline"]["properties"]["stackName"]


def test_an_environment_is_prepared_then_approved_then_changed_then_released(assembly: Assembly) -> None:
    for environment in ENVIRONMENTS:
        actions = stage(assembly.pipeline, environment.name)
        approve = ["Approve"] if environment.approval else []
        assert list(actions) == ["PrepareChanges", *approve, "ExecuteChanges", "Release"]
        orders = [action["RunOrder"] for action in actions.values()]
        assert orders == list(range(1, len(orders) + 1))


def test_the_change_set_that_is_executed_is_the_one_that_was_prepared(assembly: Assembly) -> None:
    for environment in ENVIRONMENTS:
        actions = stage(assembly.pipeline, environment.name)
        prepared, executed = (actions[name]["Configuration"] for name in ("PrepareChanges", "ExecuteChanges"))
        assert prepared["TemplatePath"] == f"Synthesized::{environment.name}.template.json"
        for key in ("StackName", "ChangeSetName"):
            assert prepared[key] == executed[key]


def test_what_codedeploy_is_asked_to_release_to_is_what_the_environment_stack_makes(assembly: Assembly) -> None:
    for environment in ENVIRONMENTS:
        release = stage(assembly.pipeline, environment.name)["Release"]
        group = only(assembly.environments[environment.name], "AWS::CodeDeploy::DeploymentGroup")
        application = only(assembly.environments[environment.name], "AWS::CodeDeploy::Application")
        assert release["Configuration"]["ApplicationName"] == application["ApplicationName"]
        assert release["Configuration"]["DeploymentGroupName"] == group["DeploymentGroupName"]
        assert release["InputArtifacts"] == [{"Name": "Built"}]


def test_the_release_action_takes_on_a_role_that_trusts_exactly_this_pipeline(assembly: Assembly) -> None:
    pipeline_role = _role_named(assembly.pipeline, only(assembly.pipeline, PIPELINE)["RoleArn"])
    for environment in ENVIRONMENTS:
        wanted = stage(assembly.pipeline, environment.name)["Release"]["RoleArn"]
        template = assembly.environments[environment.name]
        roles = {r["Properties"]["RoleName"]: r["Properties"] for _, r in resources(template, "AWS::IAM::Role")}
        account, _, name = wanted.removeprefix("arn:aws:iam::").partition(":role/")
        assert account == environment.account
        [statement] = roles[name]["AssumeRolePolicyDocument"]["Statement"]
        tools = assembly.manifest["artifacts"]["Pipeline"]["environment"].split("/")[2]
        assert statement["Principal"] == {"AWS": f"arn:aws:iam::{tools}:role/{pipeline_role}"}


def test_the_pipeline_may_take_on_the_roles_of_its_actions_and_no_other(assembly: Assembly) -> None:
    template = assembly.pipeline
    actions = [action for one in only(template, PIPELINE)["Stages"] for action in one["Actions"]]
    used = {_name(template, action["RoleArn"]) for action in actions if "RoleArn" in action}
    policies = resources(template, "AWS::IAM::ManagedPolicy")
    statements = [s for _, p in policies for s in p["Properties"]["PolicyDocument"]["Statement"]]
    [assume] = [s for s in statements if s.get("Sid") == "RunEachActionInItsOwnRole"]
    assert {arn.rpartition("/")[2] for arn in assume["Resource"]} == used


def test_parameter_overrides_stay_below_codepipelines_kilobyte(assembly: Assembly) -> None:
    key = "arn:aws:kms:ap-southeast-1:111111111111:key/mrk-00000000000000000000000000000000"
    prepare = [a for a in of_provider(assembly.pipeline, "CloudFormation") if a["Name"] == "PrepareChanges"]
    assert prepare
    for action in prepare:
        overrides = action["Configuration"]["ParameterOverrides"]["Fn::Join"][1]
        text = "".join(part if isinstance(part, str) else key for part in overrides)
        assert len(text) <= 1024
        assert set(json.loads(text)) == {"ArtifactKeyArn"}


def test_an_approver_is_told_what_where_and_how_to_look_at_it(assembly: Assembly) -> None:
    for action in of_provider(assembly.pipeline, "Manual"):
        configuration = action["Configuration"]
        assert "#{Source.CommitId}" in configuration["CustomData"]
        assert "Change set" in configuration["CustomData"]
        assert configuration["ExternalEntityLink"].endswith("/commit/#{Source.CommitId}")
        assert len(configuration["CustomData"]) <= 1000  # CodePipeline's limit before variables are resolved


def test_every_action_runs_in_a_role_of_its_own_kind(assembly: Assembly) -> None:
    """None but an approval, which calls nothing, falls back to the pipeline's role, which could take on all of them."""
    for one in only(assembly.pipeline, PIPELINE)["Stages"]:
        without = [action["Name"] for action in one["Actions"] if "RoleArn" not in action]
        assert set(without) <= {"Approve"}, one["Name"]


def _role_named(template: Template, arn: Any) -> str:
    return str(template["Resources"][arn["Fn::GetAtt"][0]]["Properties"]["RoleName"])


def _name(template: Template, arn: Any) -> str:
    return arn.rpartition("/")[2] if isinstance(arn, str) else _role_named(template, arn)
