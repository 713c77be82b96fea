"""examples/tags: a tag is released, in steps; an alarm between two of them gives the requests back."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import EXECUTION, Journey, Running, until

EXAMPLE = ROOT / "examples" / "tags" / "pipeline.yml"
PRODUCTION = "333333333333"
PAGE = "webapp/src/page.html"
ROLLED_BACK = ("codeDeployRollback", "Succeeded")
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
def harmful(tagged: Running, released: Journey) -> Iterator[Journey]:
    """A version whose requests raise an alarm once some have reached it."""
    tagged.checkout.commit("Another version", {PAGE: ("The first version.", "A harmful version.")})
    execution = started(push_tag(tagged, "v1.1.0"))
    until(lambda: 0 < share_of_the_new_version(tagged) < 100, seconds=240)
    alarm(tagged, "ALARM")
    try:
        yield tagged.ended(execution)
        until(lambda: tagged.deployments("webapp-production", PRODUCTION)[0] == ROLLED_BACK)
    finally:
        alarm(tagged, "OK")


def started(said: str) -> str:
    found = EXECUTION.search(said)
    assert found, said
    return found.group(1)


def share_of_the_new_version(tagged: Running) -> float:
    """Percent of production's requests that its latest deployment has moved."""
    codedeploy, name = tagged.client("codedeploy", PRODUCTION), "webapp-production"
    latest, *_ = codedeploy.list_deployments(applicationName=name, deploymentGroupName=name)["deployments"]
    if codedeploy.get_deployment(deploymentId=latest)["deploymentInfo"]["status"] != "InProgress":
        return 0
    targets = codedeploy.list_deployment_targets(deploymentId=latest)["targetIds"]
    found = codedeploy.batch_get_deployment_targets(deploymentId=latest, targetIds=targets)["deploymentTargets"]
    sets = found[0]["ecsTarget"]["taskSetsInfo"]
    return float(sum(one["trafficWeight"] for one in sets if one["taskSetLabel"] == "Green"))


def alarm(tagged: Running, state: str) -> None:
    named: dict[str, Any] = {"AlarmName": "webapp-production-green-http-5xx", "StateValue": state}
    tagged.client("cloudwatch", PRODUCTION).set_alarm_state(**named, StateReason="a test")


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


def test_an_alarm_between_two_steps_fails_the_release(harmful: Journey) -> None:
    failed = [name for name, status in harmful.statuses().items() if status == "Failed"]
    assert (harmful.status, failed) == ("Failed", ["production.Release"])


def test_the_former_version_has_all_requests_again(tagged: Running, released: Journey, harmful: Journey) -> None:
    assert {tagged.answers("production") for _ in range(20)} == {released.commit}
    assert tagged.answers("staging") == harmful.commit
