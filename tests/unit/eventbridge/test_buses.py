"""An event gets to another account's bus if role and bus let it, and into the rule's queue if not."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import DEV, REGION, TOOLS, Account, Statement, allow, policy

EVENTS = {"Service": "events.amazonaws.com"}


@dataclass
class Way:
    """From a rule of an account by a role to a bus of TOOLS, whose own rule puts what comes into a queue."""

    local_aws: LocalAws
    account: str = DEV
    name: str = field(default_factory=lambda: f"way-{uuid.uuid4().hex[:8]}")

    def __post_init__(self) -> None:
        self.here, self.there = Account(self.local_aws, self.account), Account(self.local_aws, TOOLS)
        self.untold = f"{self.name}-untold"
        self.bus = f"arn:aws:events:{REGION}:{TOOLS}:event-bus/{self.name}"
        self.role = f"arn:aws:iam::{self.account}:role/{self.name}"
        self.lets_in = {
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{self.account}:root"},
            "Action": "events:PutEvents",
            "Resource": self.bus,
            "Condition": {"ArnEquals": {"aws:PrincipalArn": self.role}},
        }

    def make(self, *role: Statement, bus: Statement | None, queue: Statement | None = None) -> None:
        self._bus(bus)
        self._role(*role)
        own = queue or {**allow(["sqs:SendMessage"], "*"), "Principal": EVENTS}
        self.here.client("sqs").create_queue(QueueName=self.untold, Attributes={"Policy": policy(own)})
        kept = {"Arn": f"arn:aws:sqs:{REGION}:{self.account}:{self.untold}"}
        target = {"Id": "1", "Arn": self.bus, "RoleArn": self.role, "DeadLetterConfig": kept}
        self._forward(self.here, target)

    def tell(self) -> None:
        self.here.client("events").put_events(Entries=[{"Source": self.name, "DetailType": "Test", "Detail": "{}"}])

    def arrived(self) -> list[Any]:
        return self._messages(self.there, self.name)

    def not_told(self) -> list[Any]:
        return self._messages(self.here, self.untold)

    def _messages(self, account: Account, queue: str) -> list[Any]:
        sqs = account.client("sqs")
        url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
        return list(sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"]).get("Messages", []))

    def kept(self) -> str:
        """Why the one event did not get there."""
        [message] = self.not_told()
        assert json.loads(message["Body"])["source"] == self.name
        return str(message["MessageAttributes"]["ERROR_CODE"]["StringValue"])

    def _bus(self, statement: Statement | None) -> None:
        written = {"Version": "2012-10-17", "Statement": [statement]} if statement else None
        properties = {"Name": self.name, **({"Policy": written} if written else {})}
        resources = {"Bus": {"Type": "AWS::Events::EventBus", "Properties": properties}}
        cloudformation = self.there.client("cloudformation")
        cloudformation.create_stack(StackName=self.name, TemplateBody=json.dumps({"Resources": resources}))
        cloudformation.get_waiter("stack_create_complete").wait(StackName=self.name, WaiterConfig={"Delay": 1})
        self.there.client("sqs").create_queue(QueueName=self.name)
        queue = f"arn:aws:sqs:{REGION}:{TOOLS}:{self.name}"
        self._forward(self.there, {"Id": "1", "Arn": queue}, EventBusName=self.name)

    def _role(self, *statements: Statement) -> None:
        iam = self.here.client("iam")
        trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": EVENTS}
        iam.create_role(RoleName=self.name, AssumeRolePolicyDocument=policy(trust))
        if statements:
            iam.put_role_policy(RoleName=self.name, PolicyName="p", PolicyDocument=policy(*statements))

    def _forward(self, account: Account, target: dict[str, Any], **bus: str) -> None:
        events = account.client("events")
        events.put_rule(Name=self.name, EventPattern=json.dumps({"source": [self.name]}), **bus)
        events.put_targets(Rule=self.name, Targets=[target], **bus)


@pytest.fixture
def way(local_aws: LocalAws) -> Way:
    return Way(local_aws)


@pytest.fixture
def way_within(local_aws: LocalAws) -> Way:
    """Of an environment in the tools account itself."""
    return Way(local_aws, TOOLS)


def test_an_event_gets_there_and_says_where_it_comes_from(way: Way) -> None:
    way.make(allow(["events:PutEvents"], way.bus), bus=way.lets_in)
    way.tell()
    [message] = way.arrived()
    event = json.loads(message["Body"])
    assert (event["account"], event["region"]) == (DEV, REGION)
    assert way.not_told() == []


@pytest.mark.parametrize("named", [True, False])
def test_within_an_account_the_role_says_it_whether_or_not_the_bus_names_it(way_within: Way, named: bool) -> None:
    way_within.make(allow(["events:PutEvents"], way_within.bus), bus=way_within.lets_in if named else None)
    way_within.tell()
    [message] = way_within.arrived()
    assert json.loads(message["Body"])["account"] == TOOLS
    assert way_within.not_told() == []


def test_within_an_account_too_the_role_needs_the_permission(way_within: Way) -> None:
    way_within.make(bus=way_within.lets_in)
    way_within.tell()
    assert way_within.kept() == "NO_PERMISSIONS"
    assert way_within.arrived() == []


def test_the_role_needs_the_permission(way: Way) -> None:
    way.make(bus=way.lets_in)
    way.tell()
    assert way.kept() == "NO_PERMISSIONS"
    assert way.arrived() == []


def test_another_accounts_bus_must_let_the_role_in(way: Way) -> None:
    way.make(allow(["events:PutEvents"], way.bus), bus=None)
    way.tell()
    assert way.kept() == "NO_PERMISSIONS"


def test_a_bus_lets_in_the_role_that_it_names_alone(way: Way) -> None:
    other = {"ArnEquals": {"aws:PrincipalArn": f"{way.role}-other"}}
    way.make(allow(["events:PutEvents"], way.bus), bus={**way.lets_in, "Condition": other})
    way.tell()
    assert way.kept() == "NO_PERMISSIONS"


def test_a_bus_that_is_not_there(way: Way) -> None:
    way.make(allow(["events:PutEvents"], way.bus), bus=way.lets_in)
    events = way.there.client("events")
    events.remove_targets(Rule=way.name, Ids=["1"], EventBusName=way.name)
    events.delete_rule(Name=way.name, EventBusName=way.name)
    events.delete_event_bus(Name=way.name)
    way.tell()
    assert way.kept() in {"NO_RESOURCE", "NO_PERMISSIONS"}  # whether its policy went with it


def test_a_queue_that_lets_nobody_in_keeps_nothing(way: Way) -> None:
    nobody = {**allow(["sqs:SendMessage"], "*"), "Principal": {"Service": "sns.amazonaws.com"}}
    way.make(bus=way.lets_in, queue=nobody)
    way.tell()
    assert way.not_told() == []


@pytest.mark.parametrize(("state", "before"), [("ALARM", "OK"), ("OK", "ALARM")])
def test_an_alarm_that_changes_is_an_event(way: Way, state: str, before: str) -> None:
    cloudwatch, events = way.here.client("cloudwatch"), way.here.client("events")
    cloudwatch.put_metric_alarm(
        AlarmName=way.name, MetricName="m", Namespace="n", Statistic="Sum", Period=60, EvaluationPeriods=1,
        Threshold=1, ComparisonOperator="GreaterThanThreshold",
    )  # fmt: skip
    cloudwatch.set_alarm_state(AlarmName=way.name, StateValue=before, StateReason="before")
    way.here.client("sqs").create_queue(QueueName=way.untold)
    pattern = {
        "source": ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        "detail": {"alarmName": [way.name]},
    }
    events.put_rule(Name=way.name, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=way.name, Targets=[{"Id": "1", "Arn": f"arn:aws:sqs:{REGION}:{DEV}:{way.untold}"}])
    cloudwatch.set_alarm_state(AlarmName=way.name, StateValue=state, StateReason="a test")
    [message] = way.not_told()
    detail = json.loads(message["Body"])["detail"]
    assert (detail["state"]["value"], detail["state"]["reason"]) == (state, "a test")
    assert detail["previousState"]["value"] == before
