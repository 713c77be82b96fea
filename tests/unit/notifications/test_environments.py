"""What the state machine says of an environment's alarms and hosts."""

import pytest
from ministack.services import stepfunctions

from config.model import Environment, Pipeline
from config.model.branch_pipeline import BranchPipeline
from tests.unit.notifications.world import COMMIT, CONFIG, World

HERE, ELSEWHERE = "eu-central-1", "eu-west-1"
ACCOUNT = CONFIG.environments[0].account
ALARM = {"account": ACCOUNT, "region": HERE, "named": "shop-production-http-5xx", "said": "Threshold Crossed"}
GROUP = {"account": ACCOUNT, "region": HERE, "named": "shop-production", "said": "A health check failed"}
SUCCEEDED = {"LatestExecution": {"PipelineExecutionId": "e-7", "Status": "Succeeded"}}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(stepfunctions, "_invoke_resource", made.invoke)
    return made


def test_an_alarm_with_what_was_released(world: World) -> None:
    world.stage = SUCCEEDED
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
    asked = [given for api, given in world.calls if api == "codepipeline:getPipelineExecution"]
    assert asked == [{"PipelineName": "shop", "PipelineExecutionId": "e-7"}]


@pytest.mark.parametrize("status", ["InProgress", "Failed", "Stopped"])
def test_a_release_that_has_not_succeeded_is_called_what_it_is(world: World, status: str) -> None:
    world.stage = {"LatestExecution": {"PipelineExecutionId": "e-7", "Status": status}}
    world.tell("alarm", CONFIG, **ALARM)
    assert world.texts[0][1].startswith(f"Came last ({status}): commit {COMMIT[:7]}")


def test_nothing_was_released_yet(world: World) -> None:
    assert world.tell("alarm", CONFIG, **ALARM) == "SUCCEEDED"
    assert [line.partition(":")[0] for line in world.texts[0]] == ["Title", "Reason", "Look", "What to do"]


@pytest.mark.parametrize("changes", [{"account": "999999999999"}, {"named": "shop-other-http-5xx"}])
def test_nobody_speaks_for_another_account(world: World, changes: dict[str, str]) -> None:
    assert world.tell("alarm", CONFIG, **{**ALARM, **changes}) == "SUCCEEDED"
    assert world.calls == []


def test_a_host_that_was_ended(world: World) -> None:
    world.stage = SUCCEEDED
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


def test_one_of_several_regions_is_named(world: World) -> None:
    world.stage = SUCCEEDED
    alarm = {**ALARM, "region": ELSEWHERE, "named": "shop-production-euw1-http-5xx"}
    assert world.tell("alarm", _with(regions=(HERE, ELSEWHERE)), **alarm) == "SUCCEEDED"
    assert world.texts[0][0] == f"Title: shop, production, {ELSEWHERE}, http-5xx"
    assert f"https://{ELSEWHERE}.console" in world.texts[0][3]


def test_where_several_pipelines_deliver_the_application_is_named(world: World) -> None:
    lines = tuple(
        BranchPipeline(name=name, branch=name or "main", environments=("production",)) for name in (None, "fix")
    )
    world.stage = SUCCEEDED
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
    world.stage = SUCCEEDED
    assert world.tell("alarm", config, **ALARM) == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop-fix, production, http-5xx"


def _with(**changes: object) -> Pipeline:
    [production] = CONFIG.environments
    return CONFIG.model_copy(update={"environments": (production.model_copy(update=changes),)})
