"""examples/ecs-canary: one image reaches two services, what is not fit or alarming does not stay, the stack updates."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import ROLLED_BACK, Journey, Running, until
from tests.rehearsal.shifts import Alarmed, Shift
from tests.rehearsal.topics import Topics

EXAMPLE = ROOT / "examples" / "ecs-canary" / "pipeline.yml"
TOOLS = "111111111111"
ACCOUNTS = {"staging": "222222222222", "production": "333333333333"}
NOT_IN_THE_BUILDS_TESTS = "if (process.env.PORT !== '0') throw new Error('not fit');"  # which ask for any port
UNFIT = {"webapp/src/main.js": ("const SHUTDOWN_MS", f"{NOT_IN_THE_BUILDS_TESTS}\nconst SHUTDOWN_MS")}
HARMFUL = {"webapp/src/page.html": ("It works", "It harms")}
MORE = "    strategy: canary\n"
LARGER = {"pipeline.yml": (MORE, f"{MORE}    task: {{cpu: 512, memory: 1024, desired: 3}}\n")}


@pytest.fixture(scope="module")
def containers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("containers"), EXAMPLE) as found:
        yield found


@pytest.fixture(scope="module")
def topics(containers: Running) -> Topics:
    found = Topics(containers)
    found.listen("webapp-critical", TOOLS)
    return found


@pytest.fixture(scope="module")
def unfit(containers: Running, topics: Topics) -> Journey:
    containers.checkout.commit("A version that does not start", UNFIT)
    try:
        return containers.delivered(containers.push())
    finally:
        containers.checkout.revert()


@pytest.fixture(scope="module")
def rolled_back(topics: Topics, unfit: Journey) -> list[str]:
    """What people are told once the rollback has ended, which goes on when the pipeline's action has failed."""
    return topics.message("webapp-critical", "Deployment rolled back")


@pytest.fixture(scope="module")
def harmful(containers: Running, rolled_back: list[str]) -> Alarmed:
    """An alarm in staging's canary; what is pushed also has the revert of what was not fit."""
    containers.checkout.commit("A harmful version", HARMFUL)
    staging = Shift(containers, "staging", ACCOUNTS["staging"])
    try:
        execution = containers.push()
        share = staging.share(staging.weight)
        return Alarmed(share, staging.stopped(staging.weight, execution, "green-http-5xx"))
    finally:
        containers.checkout.revert()


@pytest.fixture(scope="module")
def larger(containers: Running, harmful: Alarmed) -> Journey:
    """Larger and more tasks."""
    containers.checkout.commit("Larger tasks", LARGER)
    return containers.delivered(containers.push())


def service(containers: Running, environment: str) -> dict[str, Any]:
    name = f"webapp-{environment}"
    ecs = containers.client("ecs", ACCOUNTS[environment])
    found: dict[str, Any] = ecs.describe_services(cluster=name, services=[name])["services"][0]
    return found


def definition(containers: Running, environment: str) -> dict[str, Any]:
    ecs = containers.client("ecs", ACCOUNTS[environment])
    arn = service(containers, environment)["taskDefinition"]
    found: dict[str, Any] = ecs.describe_task_definition(taskDefinition=arn)["taskDefinition"]
    return found


def test_both_environments_serve_the_one_image_that_the_pipeline_built(containers: Running) -> None:
    images = {definition(containers, one)["containerDefinitions"][0]["image"] for one in ACCOUNTS}
    [image] = images
    assert image.startswith(f"111111111111.dkr.ecr.eu-central-1.amazonaws.com/webapp:{containers.commit}-")
    assert containers.answering == dict.fromkeys(ACCOUNTS, containers.commit)


@pytest.mark.parametrize("environment", ACCOUNTS)
def test_codedeploy_has_deployed_it(containers: Running, environment: str) -> None:
    codedeploy, name = containers.client("codedeploy", ACCOUNTS[environment]), f"webapp-{environment}"
    first = codedeploy.list_deployments(applicationName=name, deploymentGroupName=name)["deployments"][-1]
    assert codedeploy.get_deployment(deploymentId=first)["deploymentInfo"]["status"] == "Succeeded"


def test_a_version_that_does_not_start_stops_at_the_first_release(containers: Running, unfit: Journey) -> None:
    assert unfit.status == "Failed"
    assert [name for name, status in unfit.statuses().items() if status == "Failed"] == ["staging.Release"]
    assert "did not reach a steady state" in unfit.error("staging.Release")


def test_people_are_told_of_the_rollback_which_is_a_deployment_of_its_own(
    containers: Running, unfit: Journey, rolled_back: list[str]
) -> None:
    title, commit, reason, *_ = rolled_back
    assert title == "Deployment rolled back: webapp, staging, Release"
    assert commit.startswith(f"Taken back: commit {unfit.commit[:7]} by ")
    assert reason.startswith("Reason: The former revision is deployed again, by d-")
    latest, failed, *_ = containers.deployments("webapp-staging", ACCOUNTS["staging"])
    assert (latest, failed) == (ROLLED_BACK, ("user", "Failed"))


def test_the_former_version_still_answers(containers: Running, rolled_back: list[str]) -> None:
    assert containers.answers("staging") == containers.commit
    assert len(service(containers, "staging")["taskSets"]) == 1


def test_in_the_canary_a_tenth_of_the_requests_reaches_the_new_version(harmful: Alarmed) -> None:
    assert harmful.share.asked >= 10, "of 250, where the machine is slow"
    assert harmful.share.mean == pytest.approx(harmful.share.asked / 10)
    assert harmful.share.is_as_set, harmful.share


def test_an_alarm_in_the_canary_returns_all_requests(containers: Running, harmful: Alarmed) -> None:
    assert [name for name, status in harmful.journey.statuses().items() if status == "Failed"] == ["staging.Release"]
    until(lambda: containers.deployments("webapp-staging", ACCOUNTS["staging"])[0] == ROLLED_BACK)
    assert {containers.answers("staging") for _ in range(60)} == {containers.commit}
    assert not [name for name in harmful.journey.actions if name.startswith("production.")]


def test_people_are_told_of_the_alarm(containers: Running, topics: Topics, harmful: Alarmed) -> None:
    title, released, *_, reason, look, book = topics.message("webapp-critical", "Alarm: ")
    assert title == "Alarm: webapp, staging, green-http-5xx"
    assert released.startswith(f"Released: commit {containers.commit[:7]} by ")
    assert reason == "Reason: a test"
    assert look.endswith("#alarmsV2:alarm/webapp-staging-green-http-5xx")
    assert book.endswith("#alarm")


def test_after_releases_and_rollbacks_the_stack_still_updates(containers: Running, larger: Journey) -> None:
    failed = {name: larger.error(name) for name, status in larger.statuses().items() if status == "Failed"}
    assert (larger.status, failed) == ("Succeeded", {})
    assert {one: containers.answers(one) for one in ACCOUNTS} == dict.fromkeys(ACCOUNTS, containers.checkout.head())


def test_the_release_that_follows_has_the_new_size(containers: Running, larger: Journey) -> None:
    assert definition(containers, "staging")["cpu"] == "512"
    assert service(containers, "staging")["runningCount"] == 3
    assert definition(containers, "production")["cpu"] == "256"


def test_a_person_brings_the_former_version_back_while_an_alarm_is_on(containers: Running, larger: Journey) -> None:
    staging = Shift(containers, "staging", ACCOUNTS["staging"])
    assert staging.brought_back("green-http-5xx") == "Succeeded"
    assert {containers.answers("staging") for _ in range(20)} == {containers.commit}
    assert containers.answers("production") == larger.commit
