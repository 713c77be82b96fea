"""An environment on Lambda: a function that releases change, an alias that they move, and what checks them."""

import json
from pathlib import Path
from typing import Any

import pytest

from policy.templates.template import Template, resources, text
from tests.synth.assembly import Assembly, only, release_alarms, stage


@pytest.fixture(scope="session")
def shop(variants: Path) -> Assembly:
    return Assembly(variants / "lambda")


@pytest.fixture
def linear(shop: Assembly) -> Template:
    return shop.templates["linear"]  # type: ignore[no-any-return]


def function(template: Template, name: str) -> Any:
    [found] = [r["Properties"] for _, r in resources(template, "AWS::Lambda::Function") if _named(r) == name]
    return found


def _named(resource: Any) -> str:
    return str(resource["Properties"]["FunctionName"])


def states(template: Template) -> dict[str, Any]:
    definition = only(template, "AWS::StepFunctions::StateMachine")["DefinitionString"]
    found: dict[str, Any] = json.loads(definition)["States"]
    return found


def test_the_alias_is_on_the_one_version_of_the_seed(linear: Template) -> None:
    [(version, definition)] = list(resources(linear, "AWS::Lambda::Version"))
    assert list(definition["Properties"]) == ["FunctionName"]
    alias = only(linear, "AWS::Lambda::Alias")
    assert (alias["Name"], alias["FunctionVersion"]) == ("live", {"Fn::GetAtt": [version, "Version"]})
    assert "statusCode: 404" in function(linear, "shop-linear")["Code"]["ZipFile"]


def test_the_load_balancer_alone_may_invoke_the_alias(linear: Template) -> None:
    permission = only(linear, "AWS::Lambda::Permission")
    assert permission["Principal"] == "elasticloadbalancing.amazonaws.com"
    assert permission["SourceAccount"] == "222222222222"
    assert permission["SourceArn"] == "arn:aws:elasticloadbalancing:eu-central-1:222222222222:targetgroup/shop-linear/*"
    assert permission["FunctionName"] == only(linear, "AWS::ElasticLoadBalancingV2::TargetGroup")["Targets"][0]["Id"]


def test_the_network_reaches_nothing(linear: Template) -> None:
    kinds = {definition["Type"] for _, definition in resources(linear)}
    assert not kinds & {"AWS::EC2::NatGateway", "AWS::EC2::VPCEndpoint", "AWS::EC2::Instance"}


def _standing(template: Template, name: str) -> tuple[set[str], str]:
    """The subnets of a function, and its one security group."""
    network = function(template, name)["VpcConfig"]
    [group] = network["SecurityGroupIds"]
    return {text(one) for one in network["SubnetIds"]}, text(group).partition(".")[0].removeprefix("${")


def test_vpc_only_functions_stand_in_private_subnets_from_which_hooks_alone_reach_aws(variants: Path) -> None:
    template = Assembly(variants / "strict").templates["functions"]
    endpoints = [r["Properties"] for _, r in resources(template, "AWS::EC2::VPCEndpoint")]
    assert {one["ServiceName"].rpartition(".")[2] for one in endpoints} == {"codedeploy", "lambda"}
    kinds = {definition["Type"] for _, definition in resources(template)}
    assert "AWS::EC2::NatGateway" not in kinds
    subnets, group = _standing(template, "strict-functions")
    reaching = {_standing(template, f"strict-functions-{duty}")[1] for duty in ("verify-version", "verify-alias")}
    assert subnets == {text(one) for one in endpoints[0]["SubnetIds"]}
    out = [r["Properties"] for _, r in resources(template, "AWS::EC2::SecurityGroupEgress")]
    assert {
        text(one["GroupId"]).partition(".")[0].removeprefix("${") for one in out if one["ToPort"] == 443
    } == reaching
    assert group not in reaching


def test_in_an_existing_network_hooks_reach_aws_by_its_own_ways(variants: Path) -> None:
    template = Assembly(variants / "gitlab-existing-network").templates["functions"]
    subnets, _ = _standing(template, "shop-functions-verify-alias")
    assert subnets == {"subnet-0123456789abcdef2", "subnet-0123456789abcdef3"}
    assert not list(resources(template, "AWS::EC2::VPCEndpoint"))
    rules = [rule for _, r in resources(template, "AWS::EC2::SecurityGroup") for rule in _egress(r)]
    assert ("0.0.0.0/0", 443) in rules


def _egress(group: Any) -> list[tuple[str, int]]:
    return [(rule["CidrIp"], rule["ToPort"]) for rule in group["Properties"].get("SecurityGroupEgress", [])]


def test_what_pipeline_yml_says_of_the_function(shop: Assembly) -> None:
    production = function(shop.templates["production"], "shop-production")
    sizes = [production[key] for key in ("MemorySize", "Timeout", "ReservedConcurrentExecutions")]
    assert sizes == [1024, 30, 50]
    assert "ReservedConcurrentExecutions" not in function(shop.templates["linear"], "shop-linear")


@pytest.mark.parametrize(
    ("environment", "config"),
    [
        ("canary", "CodeDeployDefault.LambdaCanary10Percent5Minutes"),
        ("linear", "shop-linear-linear-20-percent-1-minutes"),
        ("production", "CodeDeployDefault.LambdaAllAtOnce"),
    ],
)
def test_the_strategy_chooses_how_the_traffic_moves(shop: Assembly, environment: str, config: str) -> None:
    group = only(shop.templates[environment], "AWS::CodeDeploy::DeploymentGroup")
    named = group["DeploymentConfigName"]
    if isinstance(named, dict):
        named = only(shop.templates[environment], "AWS::CodeDeploy::DeploymentConfig")["DeploymentConfigName"]
    assert named == config


def test_alarms_of_the_load_balancer_and_of_the_function_stop_a_release(linear: Template) -> None:
    alarms = {d["Properties"]["AlarmName"] for _, d in release_alarms(linear)}
    kinds = ("http-5xx", "latency-p95", "function-errors", "function-throttles")
    assert alarms == {f"shop-linear-{kind}" for kind in kinds}
    assert len(only(linear, "AWS::CodeDeploy::DeploymentGroup")["AlarmConfiguration"]["Alarms"]) == 4


def test_the_code_of_the_hooks_fits_into_the_template(linear: Template) -> None:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html"""
    for duty in ("verify-version", "verify-alias"):
        hook = function(linear, f"shop-linear-{duty}")
        assert len(hook["Code"]["ZipFile"]) <= 4096
        assert "Environment" not in hook


def test_a_release_goes_through_these_states(linear: Template) -> None:
    found = states(linear)
    called = {name: state["Resource"].rpartition("aws-sdk:")[2] for name, state in found.items() if "Resource" in state}
    assert called == {
        "ChangeCode": "lambda:updateFunctionCode",
        "LookAtCode": "lambda:getFunctionConfiguration",
        "PublishVersion": "lambda:publishVersion",
        "LookAtAlias": "lambda:getAlias",
        "Find former releases": "sfn:listExecutions",
        "ShiftTraffic": "codedeploy:createDeployment",
        "ReturnTraffic": "codedeploy:createDeployment",
        "LookAtDeployment": "codedeploy:getDeployment",
    }
    followed = {state[key] for state in found.values() for key in ("Next", "Default") if key in state}
    chosen = {choice["Next"] for state in found.values() for choice in state.get("Choices", [])}
    assert followed | chosen | {"ChangeCode"} == set(found)


def test_the_pipeline_hands_over_where_the_revision_lies(shop: Assembly) -> None:
    actions = stage(shop.pipeline, "linear")
    prepare, execute, release = (actions[name] for name in ("PrepareChanges", "ExecuteChanges", "Release"))
    overrides = json.loads(_joined(prepare["Configuration"]["ParameterOverrides"]))
    assert overrides["GivenRevisionBucket"] == {"Fn::GetArtifactAtt": ["Built", "BucketName"]}
    assert overrides["GivenRevisionKey"] == {"Fn::GetArtifactAtt": ["Built", "ObjectKey"]}
    assert {one["Name"] for one in prepare["InputArtifacts"]} == {"Synthesized", "Built"}
    assert execute["Namespace"] == "linear-stack"
    assert json.loads(release["Configuration"]["Input"]) == {
        "Bucket": "#{linear-stack.RevisionBucket}",
        "Key": "#{linear-stack.RevisionKey}",
        "Commit": "#{Source.VersionId}",
    }
    linear = shop.templates["linear"]
    assert linear["Outputs"]["RevisionKey"]["Value"] == {"Ref": "GivenRevisionKey"}
    tags = only(linear, "AWS::StepFunctions::StateMachine")["Tags"]
    assert {"Key": "Revision", "Value": {"Ref": "GivenRevisionKey"}} in tags, "no change set is empty"


def _joined(value: Any) -> str:
    """A text with references in it, each as a word."""
    return (
        value if isinstance(value, str) else "".join(p if isinstance(p, str) else "ref" for p in value["Fn::Join"][1])
    )
