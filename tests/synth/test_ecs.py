"""An environment on ECS, and what it asks of the pipeline: one image for all, tasks, listeners, releases."""

import json
from pathlib import Path
from typing import Any

import pytest

import config
from app_stack.ecs import release_files
from config import names
from policy.tables import iam_table
from policy.templates.template import Template, resources, text
from tests.conftest import ROOT
from tests.synth.assembly import Assembly, only, release_alarms, stage

FOLDER = ROOT / "tests" / "synth" / "pipelines"
RULE, LISTENER = "AWS::ElasticLoadBalancingV2::ListenerRule", "AWS::ElasticLoadBalancingV2::Listener"


@pytest.fixture
def boxes(variants: Path) -> Assembly:
    """The defaults."""
    return Assembly(variants / "ecs-blue-green")


@pytest.fixture
def test(boxes: Assembly) -> Template:
    return boxes.templates["test"]  # type: ignore[no-any-return]


@pytest.fixture
def containers(variants: Path) -> Template:
    """Linear, HTTPS, a test listener that somebody may reach."""
    return Assembly(variants / "strict").templates["containers"]  # type: ignore[no-any-return]


def container(template: Template) -> Any:
    [found] = only(template, "AWS::ECS::TaskDefinition")["ContainerDefinitions"]
    return found


def test_the_service_holds_nothing_that_a_release_or_a_new_size_changes(test: Template, containers: Template) -> None:
    for template in (test, containers):
        service = only(template, "AWS::ECS::Service")
        assert service["DeploymentController"] == {"Type": "CODE_DEPLOY"}
        assert service["TaskDefinition"] == only(template, "AWS::ECS::TaskDefinition")["Family"]
        assert "DesiredCount" not in service


def test_another_size_image_or_certificate_leaves_service_and_rules_as_they_are(tmp_path: Path) -> None:
    """CloudFormation does not touch what stays the same: the stack updates after any number of releases."""
    import app

    def synthesized(name: str, old: str = "", new: str = "") -> Template:
        file = tmp_path / f"{name}.yml"
        file.write_text(
            (FOLDER / "strict.yml").read_text().replace(old, new) if old else (FOLDER / "strict.yml").read_text()
        )
        cdk_app = app.new_app(outdir=str(tmp_path / name))
        app.add_stacks(cdk_app, config.load(file))
        cdk_app.synth()
        return json.loads((tmp_path / name / "containers.template.json").read_text())  # type: ignore[no-any-return]

    before = synthesized("before")
    changes = {
        "size": ("desired: 3", "desired: 5"),
        "task": ("cpu: 512, memory: 1024", "cpu: 1024, memory: 4096"),
        "steps": ("percent: 20, interval_minutes: 3", "percent: 50, interval_minutes: 1, keep_minutes: 5"),
        "certificate": ("333333333333:certificate/11111111", "333333333333:certificate/22222222"),
        "ranges": ("198.51.100.0/24", "203.0.113.0/24"),
    }
    for name, (old, new) in changes.items():
        after = synthesized(name, old, new)
        assert after != before, name
        for kind in ("AWS::ECS::Service", RULE, "AWS::ElasticLoadBalancingV2::TargetGroup"):
            assert dict(resources(after, kind)) == dict(resources(before, kind)), name


def test_what_codedeploy_moves_are_rules_and_the_listeners_forward_nothing(test: Template) -> None:
    listeners = dict(resources(test, LISTENER))
    assert all(one["Properties"]["DefaultActions"][0]["Type"] == "fixed-response" for one in listeners.values())
    ports = {one["Properties"]["Port"] for one in listeners.values()}
    assert ports == {80, 9080}
    rules = [one["Properties"] for _, one in resources(test, RULE)]
    assert {rule["ListenerArn"]["Ref"] for rule in rules} == set(listeners)
    assert all(
        rule["Conditions"] == [{"Field": "path-pattern", "PathPatternConfig": {"Values": ["/*"]}}] for rule in rules
    )


def test_nobody_reaches_the_test_listener_unless_somebody_is_named(test: Template, containers: Template) -> None:
    def ingress(template: Template) -> list[tuple[int, str]]:
        groups = [one["Properties"] for _, one in resources(template, "AWS::EC2::SecurityGroup")]
        rules = [rule for group in groups for rule in group.get("SecurityGroupIngress", [])]
        return [(rule["FromPort"], rule["CidrIp"]) for rule in rules]

    assert ingress(test) == [(80, "0.0.0.0/0")]
    assert ingress(containers) == [(443, "192.0.2.0/24"), (9443, "198.51.100.0/24")]


def test_a_task_can_do_no_harm_to_what_is_around_it(test: Template) -> None:
    definition = only(test, "AWS::ECS::TaskDefinition")
    assert "TaskRoleArn" not in definition
    assert definition["NetworkMode"] == "awsvpc"
    assert container(test)["ReadonlyRootFilesystem"] is True
    assert container(test)["User"] == "1000"
    assert container(test)["LinuxParameters"]["Capabilities"] == {"Drop": ["ALL"]}


def test_the_size_of_the_service_is_application_auto_scalings(containers: Template) -> None:
    target = only(containers, "AWS::ApplicationAutoScaling::ScalableTarget")
    assert (target["MinCapacity"], target["MaxCapacity"]) == (3, 3)
    [action] = target["ScheduledActions"]
    assert action["ScalableTargetAction"] == {"MinCapacity": 3, "MaxCapacity": 3}


def test_the_former_tasks_stay_for_an_instant_return_and_every_group_has_alarms(test: Template) -> None:
    group = only(test, "AWS::CodeDeploy::DeploymentGroup")
    ending = group["BlueGreenDeploymentConfiguration"]["TerminateBlueInstancesOnDeploymentSuccess"]
    assert ending == {"Action": "TERMINATE", "TerminationWaitTimeInMinutes": 60}
    assert len(group["AlarmConfiguration"]["Alarms"]) == len(list(release_alarms(test))) == 5
    assert group["DeploymentConfigName"] == "CodeDeployDefault.ECSAllAtOnce"


def test_steps_make_a_configuration_that_is_named_for_them(boxes: Assembly, containers: Template) -> None:
    canary = only(boxes.templates["live"], "AWS::CodeDeploy::DeploymentConfig")
    assert canary["DeploymentConfigName"] == "boxes-live-canary-10-percent-5-minutes"
    assert canary["TrafficRoutingConfig"]["TimeBasedCanary"] == {"CanaryInterval": 5, "CanaryPercentage": 10}
    linear = only(containers, "AWS::CodeDeploy::DeploymentConfig")
    assert linear["TrafficRoutingConfig"]["TimeBasedLinear"] == {"LinearInterval": 3, "LinearPercentage": 20}


def test_one_image_is_built_by_no_build_of_ours_and_reaches_every_environment(boxes: Assembly) -> None:
    image = stage(boxes.pipeline, "Build")["Image"]
    assert image["ActionTypeId"]["Provider"] == "ECRBuildAndPublish"
    tag = image["Configuration"]["ImageTags"]
    assert tag == "#{codepipeline.PipelineExecutionId}"
    uri = f"111111111111.dkr.ecr.eu-central-1.amazonaws.com/boxes:{tag}"
    variables = json.loads(stage(boxes.pipeline, "Build")["Synthesize"]["Configuration"]["EnvironmentVariables"])
    assert variables == [{"name": "IMAGE_URI", "type": "PLAINTEXT", "value": uri}]
    for environment in ("test", "live"):
        prepare = stage(boxes.pipeline, environment)["PrepareChanges"]
        assert f'"Image":"{uri}"' in text(prepare["Configuration"]["ParameterOverrides"])
    projects = [one["Properties"] for _, one in resources(boxes.pipeline, "AWS::CodeBuild::Project")]
    assert not any(project["Environment"]["PrivilegedMode"] for project in projects)


def test_with_commits_the_tag_names_the_commit(variants: Path) -> None:
    image = stage(Assembly(variants / "strict").pipeline, "Build")["Image"]
    assert image["Configuration"]["ImageTags"] == "#{Source.CommitId}-#{codepipeline.PipelineExecutionId}"


def test_images_are_scanned_immutable_and_pulled_by_the_tasks_alone(boxes: Assembly) -> None:
    repository = only(boxes.pipeline, "AWS::ECR::Repository")
    assert repository["ImageTagMutability"] == "IMMUTABLE"
    assert repository["ImageScanningConfiguration"] == {"ScanOnPush": True}
    assert repository["EncryptionConfiguration"]["EncryptionType"] == "KMS"
    [statement] = repository["RepositoryPolicyText"]["Statement"]
    assert statement["Condition"]["ArnEquals"]["aws:PrincipalArn"] == [
        "arn:aws:iam::222222222222:role/boxes-test-execution",
        "arn:aws:iam::111111111111:role/boxes-live-execution",
    ]


def test_tasks_elsewhere_log_in_to_the_tools_region_and_pull_its_image(variants: Path) -> None:
    templates = Assembly(variants / "ecs-regions").templates
    for place in ("staging", "production-euw1"):
        may = {one.sid: one for one in iam_table.statements(templates[place])}
        assert may["LogInToRegistry"].conditions == ("aws:RequestedRegion StringEquals eu-central-1",)
        assert may["PullImages"].resources == ("arn:aws:ecr:eu-central-1:111111111111:repository/webapp",)


def test_what_is_released_is_the_task_definition_that_the_gate_has_judged(boxes: Assembly, tmp_path: Path) -> None:
    pipeline = config.load(FOLDER / "ecs-blue-green.yml")
    for environment in pipeline.environments:
        template = boxes.folder / f"{environment.name}.template.json"
        (tmp_path / template.name).write_bytes(template.read_bytes())
    release_files.write(tmp_path, pipeline)
    [environment, _] = pipeline.environments
    written = json.loads((tmp_path / names.task_definition_file(environment)).read_text())
    [container] = written["containerDefinitions"]
    assert (written["family"], written["cpu"], written["memory"]) == ("boxes-test", "256", "512")
    assert container["image"] == "<IMAGE1_NAME>"
    assert container["readonlyRootFilesystem"] is True
    assert container["logConfiguration"]["options"]["awslogs-group"] == "/slipway/boxes-test/tasks"
    appspec = json.loads((tmp_path / names.appspec_file(environment)).read_text())
    [resource] = appspec["Resources"]
    assert resource["TargetService"]["Properties"]["TaskDefinition"] == "<TASK_DEFINITION>"


def test_what_only_a_deployment_knows_cannot_be_released(boxes: Assembly) -> None:
    template = json.loads((boxes.folder / "test.template.json").read_text())
    only(template, "AWS::ECS::TaskDefinition")["ExecutionRoleArn"] = {"Fn::GetAtt": ["Role", "Arn"]}
    with pytest.raises(ValueError, match="known at the deployment of the stack only"):
        release_files.task_definition(template)


def test_the_release_takes_everything_from_the_synthesis(boxes: Assembly) -> None:
    release = stage(boxes.pipeline, "test")["Release"]
    assert release["ActionTypeId"]["Provider"] == "CodeDeployToECS"
    assert [one["Name"] for one in release["InputArtifacts"]] == ["Synthesized"]
    settings = release["Configuration"]
    assert settings["TaskDefinitionTemplatePath"] == "test.taskdef.json"
    assert settings["AppSpecTemplatePath"] == "test.appspec.yaml"
    assert (settings["Image1ArtifactName"], settings["Image1ContainerName"]) == ("Synthesized", "IMAGE1_NAME")
