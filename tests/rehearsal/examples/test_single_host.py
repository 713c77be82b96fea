"""examples/single-host: one host, all at once, a minimum of one's own; what the only host refuses is rolled back."""

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import Journey, Running, until
from tests.rehearsal.topics import Topics

EXAMPLE = ROOT / "examples" / "single-host" / "pipeline.yml"
ACCOUNTS = {"dev": "111111111111", "staging": "333333333333", "production": "444444444444"}
UNFIT = {"scripts/validate.sh": ("set -euo pipefail\n", "set -euo pipefail\nexit 1\n")}


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
def unfit(solo: Running) -> Journey:
    solo.checkout.commit("What no host accepts", UNFIT)
    return solo.delivered(solo.push())


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


def test_what_the_only_host_does_not_accept_is_rolled_back_there(solo: Running, unfit: Journey) -> None:
    assert [name for name, status in unfit.statuses().items() if status == "Failed"] == ["dev.Release"]
    until(lambda: solo.deployments("solo-dev", ACCOUNTS["dev"])[0] == ("codeDeployRollback", "Succeeded"), seconds=60)
    assert {name: solo.answers(name) for name in ACCOUNTS} == solo.answering


@pytest.mark.parametrize("environment", ["dev", "production"])
def test_people_are_told_of_an_alarm_in_the_tools_account_as_of_one_elsewhere(
    solo: Running, topics: Topics, unfit: Journey, environment: str
) -> None:
    alarm = f"solo-{environment}-http-5xx"
    for state, title in (("ALARM", "Alarm"), ("OK", "Alarm over")):
        cloudwatch = solo.client("cloudwatch", ACCOUNTS[environment])
        cloudwatch.set_alarm_state(AlarmName=alarm, StateReason="a test", StateValue=state)
        _, commit, reason, look, book = topics.message("solo-critical", f"{title}: solo, {environment}, http-5xx")
        assert commit.startswith(f"Released: commit {solo.commit[:7]} by ")
        assert reason == "Reason: a test"
        assert look.endswith(f"#alarmsV2:alarm/{alarm}")
        assert book.endswith(f"#{title.lower().replace(' ', '-')}")
