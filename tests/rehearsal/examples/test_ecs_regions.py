"""examples/ecs-regions: tasks in two regions run the one image, which is in the tools region; one region returns."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import Journey, Running, until

EXAMPLE = ROOT / "examples" / "ecs-regions" / "pipeline.yml"
AWAY, ALARM = "production-euw1", "webapp-production-euw1-unhealthy-hosts"
PLACES = {
    "staging": ("222222222222", "eu-west-1"),
    "production": ("333333333333", "eu-central-1"),
    "production-euw1": ("333333333333", "eu-west-1"),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("ecs-regions"), EXAMPLE) as found:
        yield found


@dataclass(frozen=True)
class Failure:
    commit: str
    journey: Journey


@pytest.fixture(scope="module")
def failure(running: Running) -> Failure:
    """A version that an alarm of the second region stops, once it has the requests there."""
    commit = running.checkout.commit("Another title", {"webapp/src/page.html": ("<title>webapp", "<title>Shop")})
    execution = running.push()
    until(lambda: running.answers(AWAY) == commit, 240)
    cloudwatch = running.client("cloudwatch", *PLACES[AWAY])
    cloudwatch.set_alarm_state(AlarmName=ALARM, StateValue="ALARM", StateReason="a test")
    return Failure(commit, running.delivered(execution))


def test_a_push_reaches_the_tasks_of_every_region(running: Running) -> None:
    assert running.answering == dict.fromkeys(PLACES, running.commit)


def test_the_tasks_of_every_region_run_the_one_image_of_the_tools_region(running: Running) -> None:
    [image] = {_image(running, place) for place in PLACES}
    assert image.startswith(f"111111111111.dkr.ecr.eu-central-1.amazonaws.com/webapp:{running.commit}-")


def test_both_regions_bake_by_one_alarm_each(running: Running) -> None:
    assert running.rules(running.executions()[0]) == {"Bake-eu-central-1": "Succeeded", "Bake-eu-west-1": "Succeeded"}


def test_an_alarm_of_the_second_region_stops_the_release_there_alone(running: Running, failure: Failure) -> None:
    assert failure.journey.status == "Failed"
    failed = [name for name, status in failure.journey.statuses().items() if status == "Failed"]
    assert failed == ["production.Release-eu-west-1"]
    assert ALARM in failure.journey.error("production.Release-eu-west-1")


def test_it_returns_there_and_the_first_region_keeps_the_version(running: Running, failure: Failure) -> None:
    until(lambda: running.answers(AWAY) == running.commit, 60)
    assert running.answers("production") == failure.commit
    assert _image(running, AWAY) != _image(running, "production")


def test_nothing_bakes_after_it(running: Running, failure: Failure) -> None:
    assert running.rules(failure.journey.id) == {}


def test_people_are_told_of_the_alarm_and_of_the_release(running: Running, failure: Failure) -> None:
    alarm = "✉ webapp-critical: Alarm: webapp, production, eu-west-1, unhealthy-hosts"
    release = "✉ webapp-critical: Deployment failed: webapp, production, Release-eu-west-1"
    assert until(lambda: {alarm, release} <= set(running.log().splitlines()), 60)


def _image(running: Running, place: str) -> str:
    account, region = PLACES[place]
    ecs, name = running.client("ecs", account, region), f"webapp-{place}"
    [service] = ecs.describe_services(cluster=name, services=[name])["services"]
    assert service["runningCount"] == 2
    definition = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    return str(definition["containerDefinitions"][0]["image"])
