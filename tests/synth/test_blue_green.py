"""An environment whose two fleets take the requests in turn: examples/ec2-blue-green."""

import json
from pathlib import Path
from typing import Any

import pytest

from policy.tables import iam_table
from policy.templates.template import Template, resources, text
from tests.synth.assembly import Assembly, only, stage


@pytest.fixture
def example(variants: Path) -> Assembly:
    return Assembly(variants / "ec2-blue-green")


@pytest.fixture
def production(example: Assembly) -> Template:
    return example.templates["production"]  # type: ignore[no-any-return]


def fleets(template: Template) -> dict[str, Any]:
    groups = [group for _, group in resources(template, "AWS::AutoScaling::AutoScalingGroup")]
    return {group["Properties"]["AutoScalingGroupName"]: group for group in groups}


def allowed(template: Template, role: str) -> dict[str, iam_table.Statement]:
    """By sid."""
    found = [s for s in iam_table.statements(template) if s.policy.endswith(f" {role}") and s.is_identity]
    assert found
    return {statement.sid: statement for statement in found}


def test_two_fleets_differ_in_nothing_but_their_names(production: Template) -> None:
    found = fleets(production)
    assert set(found) == {"shop-production-blue", "shop-production-green"}
    blue, green = ({**group["Properties"], "AutoScalingGroupName": ""} for group in found.values())
    assert blue == green


def test_the_template_says_neither_how_many_instances_serve_nor_whether(production: Template) -> None:
    for group in fleets(production).values():
        assert not {"DesiredCapacity", "TargetGroupARNs", "TrafficSources"} & set(group["Properties"])
        assert (group["Properties"]["MinSize"], group["Properties"]["MaxSize"]) == ("0", "4")
        assert group["UpdatePolicy"] == {"AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties": True}}


def test_each_fleet_has_a_deployment_group_that_watches_the_alarms(production: Template) -> None:
    groups = [group["Properties"] for _, group in resources(production, "AWS::CodeDeploy::DeploymentGroup")]
    assert sorted(group["DeploymentGroupName"] for group in groups) == sorted(fleets(production))
    assert all(group["AlarmConfiguration"]["Enabled"] for group in groups)
    assert not any("LoadBalancerInfo" in group for group in groups)


def test_pipeline_yml_says_how_many_hosts_and_how_long_they_are_kept(production: Template) -> None:
    states = json.loads(text(only(production, "AWS::StepFunctions::StateMachine")["DefinitionString"]))["States"]
    assert states["Launch the fleet"]["Arguments"]["DesiredCapacity"] == 2
    assert str(30 * 60 * 1000) in states["Let the old fleet end"]["Arguments"]["StartTime"]


def test_the_machine_changes_sizes_and_traffic_of_its_fleets_and_not_what_they_launch(production: Template) -> None:
    statements = allowed(production, "shop-production-release-machine")
    change = statements["SizeFleetsAndMoveTraffic"]
    assert len(change.resources) == 2
    assert all("AutoScalingGroupARN" in resource for resource in change.resources)
    every = {action for statement in statements.values() for action in statement.actions}
    assert not {"autoscaling:UpdateAutoScalingGroup", "ec2:RunInstances", "iam:PassRole"} & every


def test_the_pipeline_may_start_the_machine_and_reads_no_artifact_there(production: Template) -> None:
    statements = allowed(production, "shop-production-release")
    assert set(statements) == {"StartTheRelease", "WatchTheRelease"}


def test_the_release_action_starts_the_machine_with_the_place_of_the_revision(example: Assembly) -> None:
    release = stage(example.pipeline, "production")["Release"]
    assert release["ActionTypeId"]["Provider"] == "StepFunctions"
    given = json.loads(text(release["Configuration"]["Input"]))
    assert set(given) == {"Bucket", "Key", "Commit"}
