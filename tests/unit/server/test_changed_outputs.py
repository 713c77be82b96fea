"""A change set that changes an output's value has something to execute, and one that changes nothing has not."""

import json
import uuid
from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import TOOLS, Account

NAMED = {"ChangeSetName": "changes"}
TEMPLATE: dict[str, Any] = {
    "Parameters": {"Given": {"Type": "String"}, "Unused": {"Type": "String", "Default": "-"}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
    "Outputs": {"Told": {"Value": {"Fn::Join": ["-", ["of", {"Ref": "Given"}]]}}},
}


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


@pytest.fixture
def stack(tools: Account) -> str:
    name = f"stack-{uuid.uuid4().hex[:8]}"
    cloudformation = tools.client("cloudformation")
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(TEMPLATE), Parameters=given("one"))
    cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1})
    return name


def given(value: str, unused: str = "-") -> list[dict[str, str]]:
    values = {"Given": value, "Unused": unused}
    return [{"ParameterKey": key, "ParameterValue": each} for key, each in values.items()]


def change_set(account: Account, stack: str, template: dict[str, Any], parameters: list[dict[str, str]]) -> str:
    """Its status."""
    cloudformation = account.client("cloudformation")
    body = json.dumps(template)
    cloudformation.create_change_set(StackName=stack, TemplateBody=body, Parameters=parameters, **NAMED)
    return str(cloudformation.describe_change_set(StackName=stack, **NAMED)["Status"])


def test_another_value_of_an_output_is_executed(tools: Account, stack: str) -> None:
    assert change_set(tools, stack, TEMPLATE, given("two")) == "CREATE_COMPLETE"
    cloudformation = tools.client("cloudformation")
    cloudformation.execute_change_set(StackName=stack, **NAMED)
    cloudformation.get_waiter("stack_update_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    outputs = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["Outputs"]
    assert [output["OutputValue"] for output in outputs] == ["of-two"]


def test_an_output_more_is_a_change(tools: Account, stack: str) -> None:
    more = {**TEMPLATE, "Outputs": {**TEMPLATE["Outputs"], "More": {"Value": "more"}}}
    assert change_set(tools, stack, more, given("one")) == "CREATE_COMPLETE"


@pytest.mark.parametrize("unused", ["-", "other"])
def test_what_no_output_tells_is_none(tools: Account, stack: str, unused: str) -> None:
    assert change_set(tools, stack, TEMPLATE, given("one", unused)) == "FAILED"
