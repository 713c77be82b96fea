"""What the state machine says of an environment's alarms and hosts."""

import json

import pytest
from ministack.services import stepfunctions

from config.model import Environment, Pipeline
from config.model.branch_pipeline import BranchPipeline
from pipeline_stack.notifications.environments import PAGES
from tests.unit.notifications.world import COMMIT, CONFIG, Answer, World, action

HERE, ELSEWHERE = "eu-central-1", "eu-west-1"
ACCOUNT = CONFIG.environments[0].account
ALARM = {"account": ACCOUNT, "region": HERE, "named": "shop-production-http-5xx", "said": "Threshold Crossed"}
GROUP = {"account": ACCOUNT, "region": HERE, "named": "shop-production", "said": "A health check failed"}


def release(status: str, execution: str, stage: str = "production", name: str = "Release") -> Answer:
    return {**action(stage, name, "Deploy", status), "PipelineExecutionId": execution}


RELEASED = [release("Succeeded", "e-7")]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(stepfunctions, "_invoke_resource", made.invoke)
    return made


def test_an_alarm_with_what_was_released(world: World) -> None:
    world.pages = [RELEASED]
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert world.texts == [
        [
            "Title: shop, production, http-5xx",
            f"Released: commit {COMMIT[:7]} by Ada: Faster",
            "Reason: Threshold Crossed",
            f"Look: https://{HERE}.console.aws.amazon.com/cloudwatch/home?region={HERE}"
            "#alarmsV2:alarm/shop-production-http-5xx",
            "What to do: the book",
        ]
    ]
    assert looked_at(world) == ["e-7"]


def test_what_waits_for_its_approval_or_has_failed_does_not_serve(world: World) -> None:
    waiting = {**action("production", "Approve", "Approval", "InProgress"), "PipelineExecutionId": "e-9"}
    others = [release("Succeeded", "e-9", "staging"), release("Succeeded", "e-9", name="Release-eu-west-1")]
    world.pages = [[waiting, release("Failed", "e-8"), *others, *RELEASED, release("Succeeded", "e-6")]]
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert looked_at(world) == ["e-7"]
    assert world.texts[0][1:3] == [f"Released: commit {COMMIT[:7]} by Ada: Faster", "Reason: Threshold Crossed"]


def test_what_is_being_released_is_told_beside_what_served_before(world: World) -> None:
    world.pages = [[release("InProgress", "e-8"), *RELEASED]]
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert looked_at(world) == ["e-7", "e-8"]
    commit = f"commit {COMMIT[:7]} by Ada: Faster"
    assert world.texts[0][1:3] == [f"Released: {commit}", f"Being released: {commit}"]
    assert world.chats[0]["content"]["description"].splitlines() == [*world.texts[0][1:3], "Reason: Threshold Crossed"]


def test_a_first_release(world: World) -> None:
    world.pages = [[release("InProgress", "e-1")]]
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert world.texts[0][1].startswith("Being released: commit ")
    assert world.texts[0][2] == "Reason: Threshold Crossed"


def test_a_release_that_is_tried_again_is_told_once(world: World) -> None:
    world.pages = [[release("InProgress", "e-7"), *RELEASED]]
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert [line.partition(":")[0] for line in world.texts[0]] == ["Title", "Released", "Reason", "Look", "What to do"]


def test_a_release_of_long_ago_is_found(world: World) -> None:
    world.pages = [[release("InProgress", "e-8")], [release("Succeeded", "e-8", "staging")], RELEASED]
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert looked_at(world) == ["e-7", "e-8"]


def test_the_search_has_an_end(world: World) -> None:
    world.pages = [[]] * (PAGES + 1)
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert [api for api, _ in world.calls].count("codepipeline:listActionExecutions") == PAGES
    assert world.texts[0][1] == "Reason: Threshold Crossed"


def test_nothing_was_released_yet(world: World) -> None:
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert [line.partition(":")[0] for line in world.texts[0]] == ["Title", "Reason", "Look", "What to do"]


@pytest.mark.parametrize("changes", [{"account": "999999999999"}, {"named": "shop-other-http-5xx"}])
def test_nobody_speaks_for_another_account(world: World, changes: dict[str, str]) -> None:
    assert world.tell("alarm", CONFIG, **{**ALARM, **changes}) == "SUCCEEDED"
    assert world.calls == []


def test_a_host_that_was_ended(world: World) -> None:
    world.pages = [RELEASED]
    assert world.tell("host-ended", CONFIG, **GROUP, host="i-1") == "SUCCEEDED"
    [said] = world.texts
    assert said[0] == "Title: shop, production, i-1"
    assert said[2] == "Reason: A health check failed"
    assert said[3].endswith("#AutoScalingGroupDetails:id=shop-production;view=activity")


def test_a_host_that_did_not_start(world: World) -> None:
    assert world.tell("host-missing", CONFIG, **GROUP) == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop, production"


def test_a_fleet_of_two(world: World) -> None:
    fleets = _with(strategy="blue-green")
    assert world.tell("host-missing", fleets, **{**GROUP, "named": "shop-production-green"}) == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop, production"


@pytest.mark.parametrize(("commit", "told"), [(COMMIT, [f"Serves again: commit {COMMIT[:7]}"]), ("", [])])
def test_a_return_by_hand(world: World, commit: str, told: list[str]) -> None:
    machine = f"arn:aws:states:{HERE}:{ACCOUNT}:stateMachine:shop-production-release"
    returned = {"account": ACCOUNT, "region": HERE, "named": machine, "said": json.dumps({"Commit": commit})}
    assert world.tell("returned", _with(strategy="blue-green"), **returned) == "SUCCEEDED"
    assert world.texts[0] == [
        "Title: shop, production",
        *told,
        "Reason: Somebody gave the requests back to the former fleet",
        f"Look: https://{HERE}.console.aws.amazon.com/states/home?region={HERE}#/statemachines/view/{machine}",
        "What to do: the book",
    ]
    assert [api for api, _ in world.calls] == ["sns:publish"]


RETURN = {"Input": '{"Return": true}', "Output": '{"Commit": "fedcba9876"}'}
RELEASE = {"Input": '{"Bucket": "b", "Key": "k", "Commit": "fedcba9876"}', "Output": '{"Commit": "fedcba9876"}'}


@pytest.mark.parametrize(
    ("machine", "line"),
    [
        ([RETURN, RELEASE], "Returned to: commit fedcba9"),
        ([RELEASE, RETURN], f"Released: commit {COMMIT[:7]} by Ada: Faster"),
        ([], f"Released: commit {COMMIT[:7]} by Ada: Faster"),
    ],
)
def test_an_alarm_names_what_somebody_has_returned_to(world: World, machine: list[Answer], line: str) -> None:
    world.pages, world.machine = [[release("InProgress", "e-8"), *RELEASED]], machine
    assert world.tell("alarm", _with(strategy="blue-green"), **ALARM) == "SUCCEEDED"
    assert world.texts[0][1:3] == [line, f"Being released: commit {COMMIT[:7]} by Ada: Faster"]


def test_where_returns_cannot_be_looked_for_an_alarm_says_what_was_released_last(world: World) -> None:
    world.pages, world.machine = [RELEASED], [RETURN]
    assert world.tell("alarm", _with(strategy="blue-green", region=ELSEWHERE), **{**ALARM, "region": ELSEWHERE})
    assert world.texts[0][1] == f"Last released: commit {COMMIT[:7]} by Ada: Faster"


def test_one_of_several_regions_is_named_with_its_own_release(world: World) -> None:
    world.pages = [[*RELEASED, release("Succeeded", "e-6", name="Release-eu-west-1")]]
    alarm = {**ALARM, "region": ELSEWHERE, "named": "shop-production-euw1-http-5xx"}
    assert world.tell("alarm", _with(regions=(HERE, ELSEWHERE)), **alarm) == "SUCCEEDED"
    assert world.texts[0][0] == f"Title: shop, production, {ELSEWHERE}, http-5xx"
    assert looked_at(world) == ["e-6"]
    assert f"https://{ELSEWHERE}.console" in world.texts[0][3]


def test_where_several_pipelines_deliver_the_application_is_named(world: World) -> None:
    lines = tuple(
        BranchPipeline(name=name, branch=name or "main", environments=("production",)) for name in (None, "fix")
    )
    world.pages = [RELEASED]
    assert world.tell("alarm", CONFIG.model_copy(update={"pipelines": lines}), **ALARM) == "SUCCEEDED"
    assert world.texts[0][:2] == ["Title: shop, production, http-5xx", "Reason: Threshold Crossed"]
    assert [api for api, _ in world.calls] == ["sns:publish"]


def test_the_one_pipeline_of_several_that_delivers_is_asked(world: World) -> None:
    lines = (
        BranchPipeline(name=None, branch="main", environments=("other",)),
        BranchPipeline(name="fix", branch="fix", environments=("production",)),
    )
    other = Environment(name="other", account=ACCOUNT)
    config = CONFIG.model_copy(update={"pipelines": lines, "environments": (*CONFIG.environments, other)})
    world.pages = [RELEASED]
    assert world.tell("alarm", config, **ALARM) == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop-fix, production, http-5xx"


def looked_at(world: World) -> list[str]:
    asked = [given for api, given in world.calls if api == "codepipeline:getPipelineExecution"]
    assert {given["PipelineName"] for given in asked} == {"shop"}
    return [given["PipelineExecutionId"] for given in asked]


def _with(**changes: object) -> Pipeline:
    [production] = CONFIG.environments
    return CONFIG.model_copy(update={"environments": (production.model_copy(update=changes),)})
