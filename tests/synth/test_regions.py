"""Environments in other regions: examples/multi-account delivers production to two, one after the other."""

from pathlib import Path
from typing import Any, Final

import pytest

from config.model import Environment, Pipeline, Source, Tools
from pipeline_stack.approval_question import LONGEST, question
from policy.tables import iam_table
from policy.templates.template import resources, text
from tests.synth.assembly import Assembly, only, release_alarms, stage

STORE = "artifacts-eu-west-1"
KEY = "${ArtifactKeyArnEuWest1}"
BUCKET = "webapp-artifacts-111111111111-eu-west-1"


@pytest.fixture(scope="module")
def regions(variants: Path) -> Assembly:
    return Assembly(variants / "multi-account")


@pytest.fixture(scope="module")
def production(regions: Assembly) -> dict[str, Any]:
    return stage(regions.pipeline, "production")


def test_each_region_has_a_stack_in_its_own_place(regions: Assembly) -> None:
    places = {stack: regions.manifest["artifacts"][stack]["environment"] for stack in regions.templates}
    assert places == {
        "Pipeline": "aws://111111111111/eu-central-1",
        STORE: "aws://111111111111/eu-west-1",
        "dev": "aws://222222222222/eu-central-1",
        "production": "aws://333333333333/eu-central-1",
        "production-euw1": "aws://333333333333/eu-west-1",
    }


def test_all_is_prepared_and_approved_before_the_first_region_changes(production: dict[str, Any]) -> None:
    orders = {name: action["RunOrder"] for name, action in production.items()}
    assert orders == {
        "PrepareChanges-eu-central-1": 1,
        "PrepareChanges-eu-west-1": 1,
        "Approve": 2,
        "ExecuteChanges-eu-central-1": 3,
        "Release-eu-central-1": 4,
        "ExecuteChanges-eu-west-1": 5,
        "Release-eu-west-1": 6,
    }


def test_the_approver_gets_a_link_to_the_change_set_of_each_region(production: dict[str, Any]) -> None:
    said = production["Approve"]["Configuration"]["CustomData"]
    changes = {name: one["Configuration"] for name, one in production.items() if name.startswith("PrepareChanges-")}
    assert len(changes) == 2
    for name, configuration in changes.items():
        region = name.removeprefix("PrepareChanges-")
        page = f"https://{region}.console.aws.amazon.com/cloudformation/home?region={region}#/stacks/changesets/changes"
        asked = f"?stackId={configuration['StackName']}&changeSetId={configuration['ChangeSetName']} "
        assert page + asked in said


def test_as_many_regions_have_a_link_as_there_is_room_for_and_the_others_are_named() -> None:
    """The longest names, and more regions than links fit into what CodePipeline takes."""
    regions: Final = ("ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5")
    environment = Environment(name="b" * 20, account="222222222222", regions=regions)
    asked = question(
        Pipeline(
            application="a" * 20,
            tools=Tools(account="111111111111", region="eu-central-1"),
            source=Source(provider="github", repository="example/webapp"),
            environments=(environment,),
        ),
        environment,
    )
    assert 700 < len(asked) <= LONGEST
    linked = [region for region in regions if f"https://{region}.console.aws.amazon.com/" in asked]
    assert linked == [*regions[: len(linked)]]
    assert f"Likewise in {', '.join(regions[len(linked) :])}." in asked


def test_each_action_runs_in_the_region_that_it_changes(production: dict[str, Any]) -> None:
    elsewhere = {name for name, action in production.items() if action.get("Region") == "eu-west-1"}
    assert elsewhere == {name for name in production if name.endswith("eu-west-1")}
    assert {action.get("Region") for name, action in production.items() if name not in elsewhere} == {None}


def test_the_key_of_the_regions_store_reaches_stack_and_pipeline(regions: Assembly, production: dict[str, Any]) -> None:
    settings = production["PrepareChanges-eu-west-1"]["Configuration"]
    assert text(settings["ParameterOverrides"]) == f'{{"ArtifactKeyArn":"{KEY}"}}'
    update = stage(regions.pipeline, "UpdatePipeline")["UpdatePipeline"]["Configuration"]
    assert text(update["ParameterOverrides"]) == f'{{"ArtifactKeyArnEuWest1":"{KEY}"}}', "else it would lose its value"
    stores = only(regions.pipeline, "AWS::CodePipeline::Pipeline")["ArtifactStores"]
    [west] = [one["ArtifactStore"] for one in stores if one["Region"] == "eu-west-1"]
    assert (west["Location"], text(west["EncryptionKey"]["Id"])) == (BUCKET, KEY)


def test_the_store_says_its_key_and_exports_nothing(regions: Assembly) -> None:
    [(name, output)] = regions.templates[STORE]["Outputs"].items()
    assert name in regions.pipeline["Parameters"]
    assert "Export" not in output


def test_the_store_is_like_the_pipelines_own(regions: Assembly) -> None:
    home, away = (_artifact_bucket(regions.templates[stack]) for stack in ("Pipeline", STORE))
    differ = {key for key, value in home["Properties"].items() if away["Properties"].get(key) != value}
    assert differ == {"BucketName", "LifecycleConfiguration"}
    assert home["DeletionPolicy"] == away["DeletionPolicy"] == "RetainExceptOnCreate"


def test_only_the_pipeline_writes_there_and_only_this_regions_roles_read(regions: Assembly) -> None:
    statements = [s for s in iam_table.statements(regions.templates[STORE]) if s.policy.startswith("AWS::S3")]
    writers = [s for s in statements if "s3:PutObject" in s.actions and s.effect == "Allow"]
    copies = [s for s in writers if "logging.s3.amazonaws.com" not in str(s.principals)]
    assert copies == []
    [copying] = [s for s in iam_table.statements(regions.pipeline) if s.sid == "CopyArtifactsToOtherRegions"]
    assert (copying.policy, "s3:PutObject" in copying.actions) == ("role webapp-pipeline", True)
    [readers] = [s for s in statements if s.sid == "EnvironmentsReadBuilt"]
    assert "webapp-production-euw1-instance" in str(readers)
    assert "webapp-production-instance" not in str(readers)
    home = [s for s in iam_table.statements(regions.pipeline) if s.sid == "EnvironmentsReadBuilt"]
    assert "euw1" not in str(home)


def test_a_release_reads_the_store_of_its_region(regions: Assembly) -> None:
    for environment, region in (("production", "eu-central-1"), ("production-euw1", "eu-west-1")):
        statements = iam_table.statements(regions.templates[environment])
        read = {resource for s in statements if s.sid == "ReadRevisions" for resource in s.resources}
        assert read == {f"arn:aws:s3:::webapp-artifacts-111111111111-{region}/webapp/Built*"}


def test_a_region_has_a_network_of_its_own_and_shares_who_may_reach_it(variants: Path) -> None:
    home, west = (Assembly(variants / "several-regions").templates[stack] for stack in ("boxes", "boxes-euw1"))
    assert _subnets_of_balancer(home) == ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    assert only(west, "AWS::EC2::VPC")["CidrBlock"] == "10.7.0.0/16"
    assert {one["AvailabilityZone"] for one in _all(west, "AWS::EC2::Subnet")} == {"eu-west-1b", "eu-west-1c"}
    assert _ports(home) == {("HTTP", 80), ("HTTP", 9080)}
    assert _ports(west) == {("HTTPS", 443), ("HTTPS", 9443)}
    for template in (home, west):
        groups = _all(template, "AWS::EC2::SecurityGroup")
        assert {rule["CidrIp"] for one in groups for rule in one.get("SecurityGroupIngress", [])} == {"198.51.100.0/24"}


def _all(template: Any, kind: str) -> list[Any]:
    return [one["Properties"] for _, one in resources(template, kind)]


def _subnets_of_balancer(template: Any) -> Any:
    assert not _all(template, "AWS::EC2::VPC")
    return only(template, "AWS::ElasticLoadBalancingV2::LoadBalancer")["Subnets"]


def _ports(template: Any) -> set[tuple[str, int]]:
    return {(one["Protocol"], one["Port"]) for one in _all(template, "AWS::ElasticLoadBalancingV2::Listener")}


def _artifact_bucket(template: Any) -> Any:
    return next(one for _, one in resources(template, "AWS::S3::Bucket") if "BucketName" in one["Properties"])


def test_a_bake_watches_both_regions_by_one_alarm_each_that_stands_for_all(regions: Assembly) -> None:
    [found] = [one for one in only(regions.pipeline, "AWS::CodePipeline::Pipeline")["Stages"] if "OnSuccess" in one]
    [condition] = found["OnSuccess"]["Conditions"]
    watched = [(rule["Region"], rule["Configuration"]["AlarmName"], rule["RoleArn"]) for rule in condition["Rules"]]
    assert watched == [
        ("eu-central-1", "webapp-production-harm", "arn:aws:iam::333333333333:role/webapp-production-bake"),
        ("eu-west-1", "webapp-production-euw1-harm", "arn:aws:iam::333333333333:role/webapp-production-euw1-bake"),
    ]
    for stack in ("production", "production-euw1"):
        alarms = {
            alarm["Properties"]["AlarmName"].removeprefix(f"webapp-{stack}-"): alarm["Properties"]
            for _, alarm in release_alarms(regions.templates[stack])
        }
        assert [name for name, alarm in alarms.items() if "AlarmActions" not in alarm] == ["harm"]  # the others tell
        decides = {one["Id"]: one["Expression"] for one in alarms["harm"]["Metrics"] if "Expression" in one}
        assert {decides[f"{name.replace('-', '_')}_harm"] for name in alarms if name != "harm"} == {
            "IF(http_5xx >= 5, 1, 0)",
            "IF(latency_p95 >= 1, 1, 0)",
            "IF(unhealthy_hosts >= 1, 1, 0)",
        }


def test_on_ecs_one_alarm_has_room_for_what_both_target_groups_say(variants: Path) -> None:
    templates = Assembly(variants / "ecs-regions").templates
    for stack in ("production", "production-euw1"):
        alarms = dict(release_alarms(templates[stack]))
        [harm] = [one["Properties"] for one in alarms.values() if one["Properties"]["AlarmName"].endswith("-harm")]
        measured = [one["MetricStat"] for one in harm["Metrics"] if "MetricStat" in one]
        groups = {
            text(dimension["Value"])
            for one in measured
            for dimension in one["Metric"]["Dimensions"]
            if dimension["Name"] == "TargetGroup"
        }
        assert (len(measured), len(groups)) == (10, 2)
