"""An execution calls AWS's APIs with the rights of its state machine's role, and waits as the rehearsal waits."""

import json
import time
import uuid
from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import REGION, TOOLS, Account, Statement, allow, policy, refusal

States = dict[str, Any]
SDK = "arn:aws:states:::aws-sdk:"
READ_QUEUE: States = {
    "Type": "Task",
    "Resource": f"{SDK}sqs:getQueueUrl",
    "Parameters": {"QueueName": "q"},
    "End": True,
}
TRUST: Statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "states.amazonaws.com"}}


@pytest.fixture
def tools(local_aws: LocalAws) -> Account:
    return Account(local_aws, TOOLS)


def machine(account: Account, states: States, *statements: Statement, trust: Statement = TRUST, name: str = "") -> str:
    """The ARN of a new state machine whose role has these statements; it begins with the first state."""
    iam, name = account.client("iam"), name or f"machine-{uuid.uuid4().hex[:8]}"
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=policy(*statements))
    definition = json.dumps({"StartAt": next(iter(states)), "States": states})
    made = account.client("stepfunctions").create_state_machine(name=name, definition=definition, roleArn=role)
    return str(made["stateMachineArn"])


def executed(account: Account, arn: str, **given: Any) -> dict[str, Any]:
    """An execution of the state machine that has ended."""
    states = account.client("stepfunctions")
    started = states.start_execution(stateMachineArn=arn, input=json.dumps(given))["executionArn"]
    deadline = time.monotonic() + 20
    while (found := states.describe_execution(executionArn=started))["status"] == "RUNNING":
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return dict(found)


def test_a_call_needs_the_permission_of_the_machines_role(tools: Account) -> None:
    tools.client("sqs").create_queue(QueueName="q")
    done = executed(tools, machine(tools, {"Read": READ_QUEUE}, allow(["sqs:GetQueueUrl"], "*")))
    assert done["status"] == "SUCCEEDED"
    assert json.loads(done["output"])["QueueUrl"].endswith("/q")
    refused = executed(tools, machine(tools, {"Read": READ_QUEUE}, allow(["sqs:ListQueues"], "*")))
    assert (refused["status"], refused["error"]) == ("FAILED", "Sqs.SqsException")
    assert "not authorized to perform: sqs:getqueueurl" in refused["cause"].lower()


def test_an_error_is_caught_by_its_name(tools: Account) -> None:
    read = {**READ_QUEUE, "Resource": f"{SDK}codedeploy:getDeployment", "Parameters": {"DeploymentId": "d-NONE"}}
    read["Catch"] = [{"ErrorEquals": ["CodeDeploy.DeploymentDoesNotExistException"], "Next": "Absent"}]
    states = {"Read": read, "Absent": {"Type": "Pass", "Result": "absent", "End": True}}
    done = executed(tools, machine(tools, states, allow(["codedeploy:GetDeployment"], "*")))
    assert (done["status"], done["output"]) == ("SUCCEEDED", '"absent"')


@pytest.mark.parametrize(("of", "status"), [("ours", "SUCCEEDED"), ("other", "FAILED")])
def test_the_role_trusts_its_own_machine(tools: Account, of: str, status: str) -> None:
    tools.client("sqs").create_queue(QueueName="q")
    name = f"trusted-{of}"
    source = f"arn:aws:states:{REGION}:{TOOLS}:stateMachine:trusted-ours"
    trust = {**TRUST, "Condition": {"ArnEquals": {"aws:SourceArn": source}}}
    arn = machine(tools, {"Read": READ_QUEUE}, allow(["sqs:GetQueueUrl"], "*"), trust=trust, name=name)
    done = executed(tools, arn)
    assert done["status"] == status
    assert done.get("error") == (None if status == "SUCCEEDED" else "States.Permissions")


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        ("arn:aws:states:::lambda:invoke", "aws-sdk"),
        ("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "aws-sdk"),
        (f"{SDK}sqs:getQueueUrl.waitForTaskToken", "aws-sdk"),
    ],
)
def test_other_integrations_are_refused_by_name(tools: Account, resource: str, words: str) -> None:
    done = executed(tools, machine(tools, {"Read": {**READ_QUEUE, "Resource": resource}}))
    assert (done["status"], done["error"]) == ("FAILED", "States.Runtime")
    assert words in done["cause"]
    assert resource in done["cause"]


def test_a_parameter_that_is_not_the_apis_is_told(tools: Account) -> None:
    read = {**READ_QUEUE, "Parameters": {"queueName": "q"}}
    done = executed(tools, machine(tools, {"Read": read}, allow(["sqs:GetQueueUrl"], "*")))
    assert (done["error"], done["cause"]) == (
        "States.Runtime",
        "The field 'queueName' is not supported by Step Functions",
    )


def test_a_minutes_wait_is_two_seconds(tools: Account) -> None:
    began = time.monotonic()
    done = executed(tools, machine(tools, {"Rest": {"Type": "Wait", "Seconds": 30, "End": True}}))
    assert done["status"] == "SUCCEEDED"
    assert 0.9 < time.monotonic() - began < 15


def test_the_role_of_a_machine_must_be_passed(tools: Account) -> None:
    role = f"arn:aws:iam::{TOOLS}:role/never-passed"
    states = tools.acting(tools.role(allow(["states:CreateStateMachine"], "*")), "stepfunctions")
    new = {"name": "unpassed", "definition": json.dumps({"StartAt": "A", "States": {}}), "roleArn": role}
    assert refusal(states.create_state_machine, **new) == "AccessDeniedException"
