import json
from typing import Any

import pytest

from policy.rules.cloudwatch.outage_stops_no_release import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.cloudwatch.outage import alarm, before
from tests.policy.rules.codepipeline.pipelines import condition, pipeline, rule


def test_nothing_asks_for_it() -> None:
    assert details(check, before("instance", Outage=alarm())) == []


@pytest.mark.parametrize("name", ["app-prod-outage", {"Ref": "Outage"}])
def test_a_deployment_watches_it(name: Any) -> None:
    watch = {"Enabled": True, "Alarms": [{"Name": name}]}
    group = {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": {"AlarmConfiguration": watch}}
    assert details(check, before("instance", Outage=alarm(), Group=group)) == ["a deployment watches it"]


def test_a_bake_waits_for_it() -> None:
    bake = condition("FAIL", rule("CloudWatchAlarm", "outage", Configuration={"AlarmName": "app-prod-outage"}))
    stacks = (*pipeline(("prod", "OnSuccess", bake)).stacks, *before("instance", Outage=alarm()).stacks)
    assert details(check, Assembly(stacks)) == ["a stage asks for it"]


@pytest.mark.parametrize("name", ["app-prod-outage", {"Ref": "Outage"}])
def test_a_state_machine_of_its_stack_asks_for_it(name: Any) -> None:
    before_it, behind = json.dumps({"States": {"Ask": {"Items": ["?"]}}}).split("?")
    machine = {
        "Type": "AWS::StepFunctions::StateMachine",
        "Properties": {"DefinitionString": {"Fn::Join": ["", [before_it, name, behind]]}},
    }
    assert details(check, before("instance", Outage=alarm(), Machine=machine)) == ["Machine asks for it"]
