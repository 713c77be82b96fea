"""examples/single-host: one host, all at once, a minimum of one's own; what an environment refuses is rolled back."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import ROLLED_BACK, Journey, Running, until
from tests.rehearsal.topics import Topics

EXAMPLE = ROOT / "examples" / "single-host" / "pipeline.yml"
ACCOUNTS = {"dev": "111111111111", "staging": "333333333333", "production": "444444444444"}


@dataclass(frozen=True)
class Refused:
    journey: Journey
    former: str  # the commit that the environment answered with
    answers: dict[str, str]  # of each environment, when CodeDeploy has rolled back


@pytest.fixture(scope="module")
def solo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("single-host"), EXAMPLE, "solo") as found:
        yield found


@pytest.fixture(scope="module")
def topics(solo: Running) -> Topics:
    found = Topics(solo)
    found.listen("solo-critical", ACCOUNTS["dev"])
    return found


@pytest.fixture(scope="module")
def unfit(solo: Running) -> dict[str, Refused]:
    """By environment, what none of its hosts accepts, though those of the former ones do."""
    return {name: _refused(solo, name) for name in ACCOUNTS}


def _refused(solo: Running, environment: str) -> Refused:
    here = f'if [ "$DEPLOYMENT_GROUP_NAME" = solo-{environment} ]; then exit 1; fi'
    line = "set -euo pipefail\n"
    solo.checkout.commit(f"Not fit for {environment}", {"scripts/validate.sh": (line, f"{line}{here}\n")})
    former = solo.answers(environment)
    try:
        journey = solo.delivered(solo.push())
    finally:
        solo.checkout.revert()
    until(lambda: solo.deployments(f"solo-{environment}", ACCOUNTS[environment])[0] == ROLLED_BACK, seconds=60)
    return Refused(journey, former, {name: solo.answers(name) for name in ACCOUNTS})


def test_a_push_reaches_the_only_host_and_every_other(solo: Running) -> None:
    assert solo.answering == dict.fromkeys(ACCOUNTS, solo.commit)


@pytest.mark.parametrize(
    ("environment", "kind", "value"),
    [("dev", "HOST_COUNT", 0), ("staging", "FLEET_PERCENT", 0), ("production", "HOST_COUNT", 1)],
)
def test_so_many_hosts_stay_in_service(solo: Running, environment: str, kind: str, value: int) -> None:
    codedeploy, name = solo.client("codedeploy", ACCOUNTS[environment]), f"solo-{environment}"
    group = codedeploy.get_deployment_group(applicationName=name, deploymentGroupName=name)["deploymentGroupInfo"]
    config = codedeploy.get_deployment_config(deploymentConfigName=group["deploymentConfigName"])
    assert config["deploymentConfigInfo"]["minimumHealthyHosts"] == {"type": kind, "value": value}


@pytest.mark.parametrize("environment", ACCOUNTS)
def test_what_an_environment_does_not_accept_is_rolled_back_there(unfit: dict[str, Refused], environment: str) -> None:
    one, names = unfit[environment], list(ACCOUNTS)
    failed = [name for name, status in one.journey.statuses().items() if status == "Failed"]
    assert failed == [f"{environment}.Release"]
    position = names.index(environment)
    assert [one.answers[name] for name in names[:position]] == [one.journey.commit] * position
    assert one.answers[environment] == one.former
    assert not [name for name in one.journey.actions if name.partition(".")[0] in names[position + 1 :]]


@pytest.mark.parametrize("environment", ["dev", "production"])
def test_people_are_told_of_an_alarm_in_the_tools_account_as_of_one_elsewhere(
    solo: Running, topics: Topics, unfit: dict[str, Refused], environment: str
) -> None:
    alarm = f"solo-{environment}-http-5xx"
    for state, title in (("ALARM", "Alarm"), ("OK", "Alarm over")):
        cloudwatch = solo.client("cloudwatch", ACCOUNTS[environment])
        cloudwatch.set_alarm_state(AlarmName=alarm, StateReason="a test", StateValue=state)
        _, commit, reason, look, book = topics.message("solo-critical", f"{title}: solo, {environment}, http-5xx")
        assert commit.startswith(f"Released: commit {unfit['production'].answers[environment][:7]} by ")
        assert reason == "Reason: a test"
        assert look.endswith(f"#alarmsV2:alarm/{alarm}")
        assert book.endswith(f"#{title.lower().replace(' ', '-')}")
