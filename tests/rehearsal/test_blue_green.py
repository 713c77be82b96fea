"""examples/ec2-blue-green, from its first release to the end of its last kept fleet: a client never stops asking."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bench.releases.client import Client
from tests.conftest import ROOT
from tests.rehearsal import checkout
from tests.rehearsal.running import Journey, Running, until
from tests.rehearsal.topics import Topics

APPLICATION, ENVIRONMENT, TOOLS, ACCOUNT = "shop", "production", "111111111111", "333333333333"
TOPIC, RETURNED, ALARM = "shop-critical", "Returned: shop, production", "Alarm: shop, production, http-5xx"
STACK = f"{APPLICATION}-{ENVIRONMENT}"
BLUE, GREEN = f"{STACK}-blue", f"{STACK}-green"
MACHINE = f"arn:aws:states:eu-central-1:{ACCOUNT}:stateMachine:{STACK}-release"
HEADING = "It works, and every push arrives here."
UNFIT = ("set -euo pipefail\n", 'set -euo pipefail\necho "this release is not fit" >&2\nexit 1\n')
# Other instances, another alarm, and a former fleet that is kept for thirty seconds of a rehearsal.
OTHER_INFRASTRUCTURE = (
    "    capacity: {desired: 2, max: 4}\n    traffic: {keep_minutes: 30}\n",
    "    capacity: {desired: 2, max: 4, instance_type: t3.small}\n    traffic: {keep_minutes: 15}\n"
    "    alarms: {latency_p95_seconds: 2.0}\n",
)


@dataclass(frozen=True)
class Fleet:
    size: int  # desired capacity
    serves: bool


@dataclass(frozen=True)
class Moment:
    """What is there when something has ended."""

    blue: Fleet
    green: Fleet
    answers: str  # the commit


@dataclass
class Production:
    rehearsal: Running
    moments: dict[str, Moment] = field(default_factory=dict)
    journeys: dict[str, Journey] = field(default_factory=dict)
    returned: dict[str, dict[str, str]] = field(default_factory=dict)  # what a return has said
    told: dict[str, list[str]] = field(default_factory=dict)  # by title
    again: list[str] = field(default_factory=list)  # states of a release of what was taken back, tried once more

    def client(self, service: str) -> Any:
        return self.rehearsal.client(service, ACCOUNT)

    def fleets(self) -> tuple[Fleet, Fleet]:
        asked = self.client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[BLUE, GREEN])
        found = {one["AutoScalingGroupName"]: one for one in asked["AutoScalingGroups"]}
        blue, green = (Fleet(found[n]["DesiredCapacity"], bool(found[n].get("TrafficSources"))) for n in (BLUE, GREEN))
        return blue, green

    def note(self, what: str) -> None:
        self.moments[what] = Moment(*self.fleets(), self.rehearsal.answers(ENVIRONMENT))

    def push(self, what: str, changes: dict[str, tuple[str, str]], ring: bool = False) -> None:
        self.rehearsal.checkout.commit(what, changes)
        execution = self.rehearsal.push()
        if ring:
            until(self.watches, seconds=120)
            self.alarm("ALARM")
        self.journeys[what] = self.rehearsal.delivered(execution)
        self.note(what)

    def give_back(self, what: str) -> None:
        ended = self.execute(json.dumps({"Return": True}))
        self.returned[what] = json.loads(ended["output"])
        self.note(what)

    def try_again(self, what: str) -> None:
        """As a retry of the stage does."""
        release = self.journeys[what].actions["production.Release"]["output"]["executionResult"]
        states = self.client("stepfunctions")
        given = states.describe_execution(executionArn=release["externalExecutionId"])["input"]
        self.again = self.entered(self.execute(given)["executionArn"])

    def execute(self, given: str) -> dict[str, Any]:
        """What the state machine makes of it."""
        states = self.client("stepfunctions")
        arn = states.start_execution(stateMachineArn=MACHINE, input=given)["executionArn"]
        ended = until(lambda: (one := states.describe_execution(executionArn=arn))["status"] != "RUNNING" and one, 120)
        assert ended["status"] == "SUCCEEDED", (ended["error"], ended["cause"])
        found: dict[str, Any] = ended
        return found

    def watches(self) -> bool:
        """Whether a release is at the point at which only an alarm can stop it."""
        states = self.client("stepfunctions")
        running = states.list_executions(stateMachineArn=MACHINE, statusFilter="RUNNING")["executions"]
        return any("Alarms are quiet" in self.entered(one["executionArn"]) for one in running)

    def entered(self, execution_arn: str) -> list[str]:
        return [
            event["stateEnteredEventDetails"]["name"]
            for event in self.history(execution_arn)
            if "stateEnteredEventDetails" in event
        ]

    def history(self, execution_arn: str) -> Iterator[dict[str, Any]]:
        pages = self.client("stepfunctions").get_paginator("get_execution_history")
        for page in pages.paginate(executionArn=execution_arn):
            yield from page["events"]

    def alarm(self, state: str) -> None:
        self.client("cloudwatch").set_alarm_state(
            AlarmName=f"{STACK}-http-5xx", StateValue=state, StateReason="as the test wants it"
        )


@pytest.fixture(scope="module")
def asking() -> Client:
    return Client(())


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory, asking: Client) -> Iterator[Production]:
    """After all of it; each test looks at one moment."""
    example = ROOT / "examples" / "ec2-blue-green" / "pipeline.yml"
    scratch = checkout.make(tmp_path_factory.mktemp("blue-green"), example)
    try:
        made = Production(Running.start(scratch, APPLICATION))
        asking.urls = (made.rehearsal.url(ENVIRONMENT),)
        with asking.asking():
            live_through(made)
        yield made
    finally:
        scratch.stop()


def live_through(production: Production) -> None:
    topics = Topics(production.rehearsal)
    topics.listen(TOPIC, TOOLS)
    production.note("first")
    production.push("second", {"webapp/src/page.html": (HEADING, "The second release.")})
    production.give_back("return")
    production.told[RETURNED] = topics.message(TOPIC, RETURNED)
    production.push("other infrastructure", {"pipeline.yml": OTHER_INFRASTRUCTURE})
    production.push("unfit", {"scripts/validate.sh": UNFIT})
    production.rehearsal.checkout.revert()
    production.push("harmful", {"webapp/src/page.html": ("The second release.", "A harmful one.")}, ring=True)
    production.alarm("OK")
    production.rehearsal.checkout.revert()
    production.push("last", {"webapp/src/page.html": ("The second release.", "The last release.")})
    production.give_back("return of the last")
    topics.forget(TOPIC)
    production.alarm("ALARM")
    production.told[ALARM] = topics.message(TOPIC, ALARM)
    production.alarm("OK")
    production.try_again("last")
    until(lambda: production.fleets()[0].size + production.fleets()[1].size == 2, seconds=90)
    production.note("end")


def serving(moment: Moment) -> str:
    assert moment.blue.serves != moment.green.serves
    return "blue" if moment.blue.serves else "green"


def release_error(journey: Journey) -> str:
    assert journey.status == "Failed"
    assert [name for name, status in journey.statuses().items() if status == "Failed"] == ["production.Release"]
    return journey.error("production.Release")


def test_the_first_release_goes_to_blue(production: Production) -> None:
    assert production.moments["first"] == Moment(Fleet(2, True), Fleet(0, False), production.rehearsal.commit)


def test_the_second_goes_to_green_and_blue_is_kept(production: Production) -> None:
    second = production.journeys["second"]
    assert second.status == "Succeeded"
    assert production.moments["second"] == Moment(Fleet(2, False), Fleet(2, True), second.commit)


def test_a_return_is_to_the_kept_fleet_as_it_is(production: Production) -> None:
    assert production.moments["return"] == Moment(Fleet(2, True), Fleet(2, False), production.rehearsal.commit)


def test_people_are_told_of_a_return(production: Production) -> None:
    assert production.returned["return"] == {"Commit": production.rehearsal.commit}
    title, commit, reason, look, book = production.told[RETURNED]
    assert (title, commit) == (RETURNED, f"Serves again: commit {production.rehearsal.commit[:7]}")
    assert reason == "Reason: Somebody gave the requests back to the former fleet"
    assert look.endswith(f"#/statemachines/view/{MACHINE}")
    assert book.endswith("#returned")


def test_an_alarm_after_a_return_names_what_serves_since_then(production: Production) -> None:
    _, commit, reason, look, book = production.told[ALARM]
    assert commit == f"Returned to: commit {production.moments['return of the last'].answers[:7]}"
    assert reason == "Reason: as the test wants it"
    assert look.endswith(f"#alarmsV2:alarm/{STACK}-http-5xx")
    assert book.endswith("#alarm")


def test_an_update_of_the_stack_after_releases_moves_no_traffic_and_resizes_nothing(production: Production) -> None:
    """What the release that follows the update in the same execution finds first."""
    release = production.journeys["other infrastructure"].actions["production.Release"]
    history = production.history(release["output"]["executionResult"]["externalExecutionId"])
    exited = [event["stateExitedEventDetails"] for event in history if "stateExitedEventDetails" in event]
    found = json.loads(next(one["output"] for one in exited if one["name"] == "Find the serving fleet"))
    groups = {one["AutoScalingGroupName"]: one for one in found["AutoScalingGroups"]}
    sizes = {name: (one["DesiredCapacity"], len(one["Instances"])) for name, one in groups.items()}
    assert sizes[BLUE] == (2, 2)
    assert sizes[GREEN] in ((2, 2), (0, 0))  # the time for which it was kept may be over
    assert (len(groups[BLUE]["TrafficSources"]), groups[GREEN].get("TrafficSources", [])) == (1, [])


def test_the_update_reaches_both_fleets_and_the_next_release_launches_from_it(production: Production) -> None:
    events = production.client("cloudformation").describe_stack_events(StackName=STACK)["StackEvents"]
    updated = {one["PhysicalResourceId"] for one in events if one["ResourceStatus"] == "UPDATE_COMPLETE"}
    assert {BLUE, GREEN} <= updated
    moment = production.moments["other infrastructure"]
    assert (serving(moment), moment.answers) == ("green", production.journeys["other infrastructure"].commit)
    found = production.client("ec2").describe_instances()["Reservations"]
    running = [i for r in found for i in r["Instances"] if i["State"]["Name"] == "running"]
    assert {instance["InstanceType"] for instance in running} == {"t3.small"}


def test_a_release_that_fails_its_validation_gets_no_request(production: Production) -> None:
    assert "ReleaseFailed Deployment d-" in release_error(production.journeys["unfit"])
    before, after = production.moments["other infrastructure"], production.moments["unfit"]
    assert after == Moment(Fleet(0, False), Fleet(2, True), before.answers)


def test_an_alarm_after_the_change_returns_at_once(production: Production) -> None:
    assert "A release alarm went off" in release_error(production.journeys["harmful"])
    before, after = production.moments["other infrastructure"], production.moments["harmful"]
    assert after == Moment(Fleet(0, False), Fleet(2, True), before.answers)


def test_after_all_that_the_next_release_arrives(production: Production) -> None:
    last = production.journeys["last"]
    assert last.status == "Succeeded"
    assert production.moments["last"] == Moment(Fleet(2, True), Fleet(2, False), last.commit)


def test_what_was_taken_back_comes_again_with_its_alarms_heeded(production: Production) -> None:
    """Unlike what a return has left standing: it is known to work, and comes while alarms are on."""
    taken_back = production.moments["return of the last"]
    assert taken_back == Moment(Fleet(2, False), Fleet(2, True), production.moments["harmful"].answers)
    assert "Alarms are quiet" in production.again


def test_the_former_fleet_ends_when_its_time_is_over(production: Production) -> None:
    assert production.moments["end"] == Moment(Fleet(2, True), Fleet(0, False), production.journeys["last"].commit)
    left = production.client("autoscaling").describe_scheduled_actions()["ScheduledUpdateGroupActions"]
    assert left == []


def test_no_request_fails_all_the_while(production: Production, asking: Client) -> None:
    assert dict(asking.failures) == {}
    assert asking.answered > 2000
