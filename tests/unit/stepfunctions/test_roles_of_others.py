"""A state acts in the role that it names, and a rule starts a state machine in the role of its target."""

import json
import time
import uuid
from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import DEV, REGION, TOOLS, Account, Statement, allow, policy
from tests.unit.stepfunctions.test_state_machines import READ_QUEUE, executed, machine


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


def role_of_dev(local_aws: LocalAws, *statements: Statement) -> str:
    """It trusts the tools account."""
    iam, name = Account(local_aws, DEV).client("iam"), f"look-{uuid.uuid4().hex[:8]}"
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": f"arn:aws:iam::{TOOLS}:root"}}
    arn = str(iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"])
    iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
    return arn


def test_a_state_acts_in_the_role_that_it_names(local_aws: LocalAws, tools: Account) -> None:
    name = f"queue-{uuid.uuid4().hex[:8]}"
    Account(local_aws, DEV).client("sqs").create_queue(QueueName=name)
    role = role_of_dev(local_aws, allow(["sqs:GetQueueUrl"], "*"))
    read = {**READ_QUEUE, "Parameters": {"QueueName": name}, "Credentials": {"RoleArn": role}}
    done = executed(tools, machine(tools, {"Read": read}, allow(["sts:AssumeRole"], role)))
    assert done["status"] == "SUCCEEDED", done
    assert f"/{DEV}/{name}" in json.loads(done["output"])["QueueUrl"]


def test_a_state_needs_the_permission_to_take_it_on(local_aws: LocalAws, tools: Account) -> None:
    role = role_of_dev(local_aws, allow(["sqs:GetQueueUrl"], "*"))
    read = {**READ_QUEUE, "Credentials": {"RoleArn": role}}
    done = executed(tools, machine(tools, {"Read": read}, allow(["sqs:GetQueueUrl"], "*")))
    assert (done["status"], done["error"]) == ("FAILED", "States.Permissions")
    assert "not authorized to perform: sts:AssumeRole" in done["cause"]


@pytest.mark.parametrize(("allowed", "started"), [("states:StartExecution", 1), ("states:DescribeExecution", 0)])
def test_a_rule_starts_a_machine_in_the_role_of_its_target(tools: Account, allowed: str, started: int) -> None:
    arn = machine(tools, {"Rest": {"Type": "Pass", "End": True}})
    role, rule = _role(tools, allow([allowed], arn)), f"rule-{uuid.uuid4().hex[:8]}"
    events, states = tools.client("events"), tools.client("stepfunctions")
    events.put_rule(Name=rule, EventPattern=json.dumps({"source": [rule]}))
    given = {"InputPathsMap": {"what": "$.detail.what"}, "InputTemplate": '{"told":<what>}'}
    events.put_targets(Rule=rule, Targets=[{"Id": "1", "Arn": arn, "RoleArn": role, "InputTransformer": given}])
    events.put_events(Entries=[{"Source": rule, "DetailType": "Test", "Detail": json.dumps({"what": "it"})}])
    deadline = time.monotonic() + (20 if started else 1)
    while len(found := states.list_executions(stateMachineArn=arn)["executions"]) < (started or 1):
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    assert len(found) == started
    for one in found:
        assert json.loads(states.describe_execution(executionArn=one["executionArn"])["input"]) == {"told": "it"}


@pytest.mark.parametrize(
    ("allowed", "there", "why"),
    [
        ("states:DescribeExecution", True, "NO_PERMISSIONS"),
        ("states:StartExecution", False, "NO_RESOURCE"),
        ("", True, "FAILED_TO_ASSUME_ROLE"),
    ],
)
def test_what_cannot_start_the_machine_is_kept_in_the_rules_queue(
    tools: Account, allowed: str, there: bool, why: str
) -> None:
    arn = machine(tools, {"Rest": {"Type": "Pass", "End": True}}) + ("" if there else "-other")
    rule, sqs, events = f"rule-{uuid.uuid4().hex[:8]}", tools.client("sqs"), tools.client("events")
    role = _role(tools, allow([allowed], arn)) if allowed else f"arn:aws:iam::{TOOLS}:role/nobody"
    let_in = {**allow(["sqs:SendMessage"], "*"), "Principal": {"Service": "events.amazonaws.com"}}
    url = sqs.create_queue(QueueName=rule, Attributes={"Policy": policy(let_in)})["QueueUrl"]
    kept = {"DeadLetterConfig": {"Arn": f"arn:aws:sqs:{REGION}:{TOOLS}:{rule}"}}
    events.put_rule(Name=rule, EventPattern=json.dumps({"source": [rule]}))
    events.put_targets(Rule=rule, Targets=[{"Id": "1", "Arn": arn, "RoleArn": role, "Input": '"told"', **kept}])
    events.put_events(Entries=[{"Source": rule, "DetailType": "Test", "Detail": "{}"}])
    [message] = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20, MessageAttributeNames=["All"])["Messages"]
    assert json.loads(message["Body"])["source"] == rule  # the event, and not the target's input
    assert message["MessageAttributes"]["ERROR_CODE"]["StringValue"] == why


def _role(account: Account, *statements: Statement) -> str:
    iam, name = account.client("iam"), f"notify-{uuid.uuid4().hex[:8]}"
    trust: dict[str, Any] = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "events.amazonaws.com"},
        "Condition": {"ArnLikeIfExists": {"aws:SourceArn": f"arn:aws:events:{REGION}:{TOOLS}:rule/*"}},
    }
    arn = str(iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"])
    iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
    return arn
