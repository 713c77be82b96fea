"""examples/tags: a tag is released, in steps; an alarm between two of them gives the requests back."""

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import EXECUTION, ROLLED_BACK, Journey, Running, until
from tests.rehearsal.shifts import Shift

EXAMPLE = ROOT / "examples" / "tags" / "pipeline.yml"
PRODUCTION = "333333333333"
PAGE = "webapp/src/page.html"
HEADING = "It works, and every push arrives here."


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("tags"), EXAMPLE) as found:
        yield found


def push_tag(tagged: Running, tag: str) -> str:
    """What the push says of it."""
    assert tagged.checkout.git("tag", tag).returncode == 0
    return tagged.checkout.git("push", "rehearsal", tag).stderr


@pytest.fixture(scope="module")
def released(tagged: Running) -> Journey:
    tagged.checkout.commit("A version", {PAGE: (HEADING, "The first version.")})
    return tagged.delivered(started(push_tag(tagged, "v1.0.0")))


@pytest.fixture(scope="module")
def harmful(tagged: Running, released: Journey) -> Journey:
    """A version whose requests raise an alarm once some have reached it."""
    tagged.checkout.commit("Another version", {PAGE: ("The first version.", "A harmful version.")})
    execution = started(push_tag(tagged, "v1.1.0"))
    production = Shift(tagged, "production", PRODUCTION)
    journey = production.stopped(production.weight, execution, "green-http-5xx")
    until(lambda: tagged.deployments("webapp-production", PRODUCTION)[0] == ROLLED_BACK)
    return journey


def started(said: str) -> str:
    found = EXECUTION.search(said)
    assert found, said
    return found.group(1)


def test_a_push_to_a_branch_starts_nothing(tagged: Running) -> None:
    before = tagged.executions()
    pushed = tagged.checkout.git("push", "rehearsal", "HEAD:refs/heads/feature/x").stderr
    assert "refs/heads/feature/x: no pipeline has a trigger for this push" in pushed
    assert tagged.executions() == before


def test_nor_does_a_tag_that_is_excluded(tagged: Running) -> None:
    assert "refs/tags/v0.9.0-rc1: no pipeline has a trigger for this push" in push_tag(tagged, "v0.9.0-rc1")


def test_a_tag_is_released_everywhere(tagged: Running, released: Journey) -> None:
    assert (released.status, released.commit) == (
        "Succeeded",
        tagged.checkout.git("rev-parse", "v1.0.0").stdout.strip(),
    )


def test_productions_alarms_are_as_strict_as_pipeline_yml_says(tagged: Running) -> None:
    cloudwatch = tagged.client("cloudwatch", PRODUCTION)
    alarms = cloudwatch.describe_alarms(AlarmNamePrefix="webapp-production-")["MetricAlarms"]
    limits = {one["AlarmName"].removeprefix("webapp-production-"): one["Threshold"] for one in alarms}
    for colour in ("blue", "green"):
        assert (limits[f"{colour}-http-5xx"], limits[f"{colour}-latency-p95"]) == (1, 0.5)


def test_an_alarm_between_two_steps_fails_the_release(harmful: Journey) -> None:
    failed = [name for name, status in harmful.statuses().items() if status == "Failed"]
    assert (harmful.status, failed) == ("Failed", ["production.Release"])


def test_the_former_version_has_all_requests_again(tagged: Running, released: Journey, harmful: Journey) -> None:
    assert {tagged.answers("production") for _ in range(20)} == {released.commit}
    assert tagged.answers("staging") == harmful.commit
