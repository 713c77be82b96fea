"""What the state machine of a blue-green release does, path by path, and that no failing call ends in an outage."""

import dataclasses
import datetime
from typing import Any

import pytest
from ministack.services import stepfunctions

from app_stack.ec2.blue_green.machine import definition
from tests.unit.blue_green.world import BLUE, FACTS, GREEN, RELEASE, Fleet, World

ATTEMPTS = 4  # the first, and three more
OLDER, NEWER, NEWEST = ({**RELEASE, "Key": key, "Commit": key} for key in ("older", "newer", "newest"))
RETURN = {"Return": True}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """In which the state machine acts, before its first release."""
    made = World()
    monkeypatch.setattr(stepfunctions, "_invoke_resource", made.invoke)
    monkeypatch.setattr(stepfunctions, "_scaled_sleep", lambda seconds: None)
    monkeypatch.setattr(stepfunctions.time, "sleep", lambda seconds: None)
    return made


@pytest.fixture
def released(world: World) -> World:
    """Blue serves; there was one release."""
    world.fleets[BLUE] = Fleet(["i-1", "i-2"], attached=True)
    return world


def state(world: World, name: str) -> tuple[int, bool]:
    fleet = world.fleets[name]
    return len(fleet.instances), fleet.attached


def test_the_first_release_goes_to_blue(world: World) -> None:
    assert world.execute(**RELEASE) == ("SUCCEEDED", "", "")
    assert world.output == {"Commit": RELEASE["Commit"]}
    assert (state(world, BLUE), state(world, GREEN)) == ((2, True), (0, False))
    assert world.fleets[BLUE].hooked
    assert "cloudwatch:describeAlarms" not in world.calls  # there is nothing to return to


def test_the_next_goes_to_the_other_and_keeps_the_former(released: World) -> None:
    assert released.execute(**RELEASE)[0] == "SUCCEEDED"
    assert (state(released, BLUE), state(released, GREEN)) == ((2, False), (2, True))
    assert released.outages == []
    end = datetime.datetime.fromisoformat(released.fleets[BLUE].end or "")
    minutes = (end - datetime.datetime.now(datetime.UTC)).total_seconds() / 60
    assert 29 < minutes <= 30


def test_a_kept_fleet_is_launched_anew_and_its_end_is_cancelled(released: World) -> None:
    released.fleets[GREEN] = Fleet(["i-3", "i-4"], end="2030-01-01T00:00:00Z")
    assert released.execute(**RELEASE)[0] == "SUCCEEDED"
    assert released.fleets[GREEN].end is None
    assert not {"i-3", "i-4"} & set(released.fleets[GREEN].instances)


def test_the_hook_is_away_while_instances_launch(released: World) -> None:
    """Or they would get what was released two releases ago."""
    released.execute(**RELEASE)
    changes = [call for call in released.calls if call.endswith(("updateDeploymentGroup", "setDesiredCapacity"))]
    assert [call.partition(":")[2] for call in changes] == [
        "setDesiredCapacity", "updateDeploymentGroup", "setDesiredCapacity", "updateDeploymentGroup"
    ]  # fmt: skip
    assert released.fleets[GREEN].hooked


@pytest.mark.parametrize(
    "deployed",
    [
        {"Status": "Failed", "DeploymentOverview": {"Failed": 2}, "ErrorInformation": {"Message": "ValidateService"}},
        {"Status": "Stopped", "ErrorInformation": {"Message": "an alarm"}},
        {"Status": "Succeeded", "DeploymentOverview": {"Failed": 1, "Succeeded": 1}},
    ],
)
def test_a_deployment_that_fails_anywhere_leaves_the_former_fleet_alone(
    released: World, deployed: dict[str, Any]
) -> None:
    released.deployed = deployed
    status, error, cause = released.execute(**RELEASE)
    assert (status, error) == ("FAILED", "ReleaseFailed")
    assert cause.startswith(f"Deployment d-1 {deployed['Status']}, hosts that failed: ")
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))
    assert released.outages == []


def test_a_fleet_that_the_load_balancer_finds_unhealthy_loses_its_requests(released: World) -> None:
    released.unhealthy = {GREEN}
    assert released.execute(**RELEASE) == ("FAILED", "ReleaseFailed", "New fleet is healthy: not after 10 minutes")
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))


def test_instances_that_never_start_fail_the_release(released: World) -> None:
    released.unchecked = True
    assert released.execute(**RELEASE)[2] == "Instances pass their checks: not after 15 minutes"
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))


def test_nothing_is_launched_with_a_hook_that_stays(released: World) -> None:
    released.hook_stays = True
    assert "lifecycle hook" in released.execute(**RELEASE)[2]
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))


def test_an_alarm_gives_the_requests_back_at_once(released: World) -> None:
    released.alarm_after = 5
    status, error, cause = released.execute(**RELEASE)
    assert (status, error) == ("FAILED", "ReleaseFailed")
    assert "alarm" in cause
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))
    assert released.outages == []
    assert released.fleets[BLUE].end is None


# The latest first.
@pytest.mark.parametrize(
    "former",
    [
        [NEWER, RELEASE],
        [NEWER, RELEASE, OLDER],
        [RETURN, NEWER, RELEASE],
        [NEWER, RELEASE, RETURN, RELEASE, OLDER],
        [NEWEST, NEWER, RELEASE],
    ],
)
def test_what_stood_until_something_new_came_returns_while_alarms_are_on(
    released: World, former: list[dict[str, Any]]
) -> None:
    released.former, released.alarm_after = former, 0
    assert released.execute(**RELEASE)[0] == "SUCCEEDED"
    assert (state(released, BLUE), state(released, GREEN)) == ((2, False), (2, True))
    assert released.overridden == [True]
    assert "cloudwatch:describeAlarms" not in released.calls
    assert released.fleets[BLUE].end


@pytest.mark.parametrize(
    "former",
    [
        [RETURN, RELEASE, OLDER],
        [NEWER, RETURN, RELEASE, OLDER],
        [OLDER, RELEASE, OLDER],
        [NEWER, OLDER, RELEASE, OLDER],
        [RETURN, RELEASE, NEWER, RELEASE, OLDER],
    ],
)
def test_alarms_count_for_what_was_taken_back(released: World, former: list[dict[str, Any]]) -> None:
    """By hand, or by what had been there before: a retry of its stage must not bring it back unwatched."""
    released.former, released.alarm_after = former, 0
    assert "alarm" in released.execute(**RELEASE)[2]
    assert released.overridden == [False]
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))


@pytest.mark.parametrize(
    "former", [[], [RELEASE], [{**RELEASE, "Key": "j"}], [{**RELEASE, "Commit": "b"}], [RETURN], [NEWER, RETURN, OLDER]]
)
def test_alarms_count_for_everything_else(released: World, former: list[dict[str, Any]]) -> None:
    released.former, released.alarm_after = former, 0
    assert "alarm" in released.execute(**RELEASE)[2]
    assert released.overridden == [False]


def test_a_rollback_to_what_serves_still_succeeds_and_changes_nothing(released: World) -> None:
    """A release failed and was taken back by the machine itself; then CodePipeline rolls its stage back."""
    released.serving_key, released.former = RELEASE["Key"], [RELEASE]
    assert released.execute(**RELEASE)[0] == "SUCCEEDED"
    assert (state(released, BLUE), state(released, GREEN)) == ((2, True), (0, False))
    assert released.overridden == []


def test_when_neither_fleet_is_well_both_serve(released: World) -> None:
    released.alarm_after = 0
    released.unhealthy = {BLUE}
    assert released.execute(**RELEASE)[1] == "ReturnFailed"
    assert released.serving() == [BLUE, GREEN]
    assert released.execute(**RELEASE)[1] == "BothFleetsServe"


def test_a_return_takes_the_kept_fleet_as_it_is(released: World) -> None:
    released.fleets[GREEN] = Fleet(["i-3", "i-4"], end="2030-01-01T00:00:00Z")
    assert released.execute(Return=True)[0] == "SUCCEEDED"
    assert released.fleets[GREEN] == Fleet(["i-3", "i-4"], attached=True)
    assert state(released, BLUE) == (2, False)
    assert released.fleets[BLUE].end
    assert released.outages == []
    assert "codedeploy:createDeployment" not in released.calls


@pytest.mark.parametrize(("kept", "commit"), [("k", "c"), ("older", "")])
def test_a_return_says_which_commit_serves(released: World, kept: str, commit: str) -> None:
    released.fleets[GREEN] = Fleet(["i-3", "i-4"])
    released.former, released.serving_key = [{"Return": True}, {**RELEASE, "Key": "j", "Commit": "b"}, RELEASE], kept
    assert released.execute(Return=True)[0] == "SUCCEEDED"
    assert released.output == {"Commit": commit}


@pytest.mark.parametrize("serving", [[], [BLUE]])
def test_without_a_kept_fleet_there_is_no_return(world: World, serving: list[str]) -> None:
    for name in serving:
        world.fleets[name] = Fleet(["i-1", "i-2"], attached=True)
    assert world.execute(Return=True)[:2] == ("FAILED", "NothingToReturnTo")
    assert world.serving() == serving


def test_what_serves_already_is_not_released_again(released: World) -> None:
    released.serving_key = RELEASE["Key"]
    kept = Fleet(["i-3", "i-4"], end="2030-01-01T00:00:00Z")
    released.fleets[GREEN] = dataclasses.replace(kept)
    assert released.execute(**RELEASE)[1] == "NothingNew"
    assert released.fleets[GREEN] == kept
    assert state(released, BLUE) == (2, True)


def test_two_releases_at_once_are_refused(released: World) -> None:
    released.others = 1
    assert released.execute(**RELEASE)[1] == "AnotherRelease"
    assert released.calls == ["sfn:listExecutions"]


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("given", [RELEASE, {"Return": True}], ids=["release", "return"])
@pytest.mark.parametrize("alarm_after", [None, 3])
@pytest.mark.parametrize("former", [[], [RELEASE]], ids=["", "released before"])
def test_no_call_that_keeps_failing_causes_an_outage(
    released: World, kept: bool, given: dict[str, Any], alarm_after: int | None, former: list[dict[str, Any]]
) -> None:
    released.former = former
    number, reached = -1, True
    while reached:
        number += 1
        released.fleets = {
            BLUE: Fleet(["i-1", "i-2"], attached=True),
            GREEN: Fleet(["i-3", "i-4"], end="2030-01-01T00:00:00Z") if kept else Fleet(),
        }
        released.calls.clear()
        released.alarm_after, released.failing = alarm_after, range(number, number + ATTEMPTS)
        _, error, _ = released.execute(**given)
        reached = number < len(released.calls)
        assert released.outages == [], f"call {number}: {released.outages}"
        serving = [name for name, fleet in released.fleets.items() if fleet.serves]
        assert len(serving) == 1 or (serving and error == "ReturnFailed"), f"call {number}: {error}"
    assert number > 3


def test_every_state_is_reached_from_the_first() -> None:
    states = definition(FACTS)["States"]
    reached, waiting = set(), ["Begin"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            holders = [states[name], *states[name].get("Choices", []), *states[name].get("Catch", [])]
            waiting += [each[key] for each in holders for key in ("Next", "Default") if key in each]
    assert reached == set(states)


def test_a_fleet_that_nobody_wants_kept_ends_at_once(released: World) -> None:
    states = definition(dataclasses.replace(FACTS, keep_minutes=0))["States"]
    assert states["Let the old fleet end"]["Arguments"]["DesiredCapacity"] == 0
