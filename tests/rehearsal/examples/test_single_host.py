"""examples/single-host: one host, all at once, a minimum of one's own; what the only host refuses is rolled back."""

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import Journey, Running, until

EXAMPLE = ROOT / "examples" / "single-host" / "pipeline.yml"
ACCOUNTS = {"dev": "222222222222", "staging": "333333333333", "production": "444444444444"}
UNFIT = {"scripts/validate.sh": ("set -euo pipefail\n", "set -euo pipefail\nexit 1\n")}


@pytest.fixture(scope="module")
def solo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("single-host"), EXAMPLE, "solo") as found:
        yield found


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
