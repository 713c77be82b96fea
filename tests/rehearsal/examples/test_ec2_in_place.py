"""examples/ec2-in-place: what fails, or alarms, is rolled back in place; other instances take the place of some."""

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import ROLLED_BACK, Journey, Running, until
from tests.rehearsal.shifts import Alarmed, Shift

EXAMPLE = ROOT / "examples" / "ec2-in-place" / "pipeline.yml"
ACCOUNTS = {"staging": "222222222222", "production": "333333333333"}
LARGER = {
    "pipeline.yml": (
        "    strategy: in-place\n  - name: production",
        "    strategy: in-place\n    capacity: {instance_type: t3.small}\n  - name: production",
    )
}
UNFIT = {"scripts/validate.sh": ("set -euo pipefail\n", "set -euo pipefail\nexit 1\n")}
SLOW_IN_PRODUCTION = '[ "$DEPLOYMENT_GROUP_NAME" != shop-production ] || sleep 4'
SLOW = {"scripts/validate.sh": ("set -euo pipefail\n", f"set -euo pipefail\n{SLOW_IN_PRODUCTION}\n")}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("in-place"), EXAMPLE, "shop") as found:
        yield found


@pytest.fixture(scope="module")
def unfit(shop: Running) -> Journey:
    shop.checkout.commit("What no instance accepts", UNFIT)
    try:
        return shop.delivered(shop.push())
    finally:
        shop.checkout.revert()


@pytest.fixture(scope="module")
def harmful(shop: Running, unfit: Journey) -> Alarmed:
    """An alarm when one of production's three instances has the new version, and one is being replaced."""
    shop.checkout.commit("What each instance takes its time to accept", SLOW)
    production = Shift(shop, "production", ACCOUNTS["production"])
    execution = shop.push()
    share = production.share(production.hosts, requests=100)
    return Alarmed(share, production.stopped(production.hosts, execution))


@pytest.fixture(scope="module")
def larger(shop: Running, harmful: Alarmed) -> Journey:
    """Other instances for staging; it also brings the revert of what was slow."""
    shop.checkout.revert()
    shop.checkout.commit("Larger instances", LARGER)
    return shop.delivered(shop.push())


def test_a_push_reaches_every_instance(shop: Running) -> None:
    assert shop.answering == dict.fromkeys(ACCOUNTS, shop.commit)


def test_two_of_productions_instances_stay_in_service(shop: Running) -> None:
    codedeploy = shop.client("codedeploy", ACCOUNTS["production"])
    group = codedeploy.get_deployment_group(applicationName="shop-production", deploymentGroupName="shop-production")
    name = group["deploymentGroupInfo"]["deploymentConfigName"]
    config = codedeploy.get_deployment_config(deploymentConfigName=name)["deploymentConfigInfo"]
    assert config["minimumHealthyHosts"] == {"type": "HOST_COUNT", "value": 2}


def test_what_no_instance_accepts_is_rolled_back_and_goes_no_further(shop: Running, unfit: Journey) -> None:
    assert [name for name, status in unfit.statuses().items() if status == "Failed"] == ["staging.Release"]
    until(lambda: latest(shop, "staging")[0] == ROLLED_BACK, seconds=60)
    assert latest(shop, "staging")[1] == ("user", "Failed")
    assert {name: shop.answers(name) for name in ACCOUNTS} == shop.answering


def test_until_an_alarm_requests_reach_the_new_version_by_the_share_of_its_instances(harmful: Alarmed) -> None:
    assert harmful.share.asked >= 10, "of 100, where the machine is slow"
    assert harmful.share.is_as_set, harmful.share


def test_an_alarm_between_two_instances_returns_all_of_them(shop: Running, harmful: Alarmed) -> None:
    assert [name for name, status in harmful.journey.statuses().items() if status == "Failed"] == ["production.Release"]
    until(lambda: latest(shop, "production")[0] == ROLLED_BACK, seconds=60)
    assert latest(shop, "production")[1] == ("user", "Stopped")
    assert {shop.answers("production") for _ in range(20)} == {shop.commit}
    assert shop.answers("staging") == harmful.journey.commit


def test_a_change_of_their_type_replaces_the_instances(shop: Running, larger: Journey) -> None:
    assert larger.status == "Succeeded"
    found = shop.client("ec2", ACCOUNTS["staging"]).describe_instances()["Reservations"]
    types = [one["InstanceType"] for each in found for one in each["Instances"] if one["State"]["Name"] == "running"]
    assert types == ["t3.small", "t3.small"]
    assert {name: shop.answers(name) for name in ACCOUNTS} == dict.fromkeys(ACCOUNTS, larger.commit)


def test_a_person_brings_the_former_version_back_while_an_alarm_is_on(shop: Running, larger: Journey) -> None:
    assert Shift(shop, "production", ACCOUNTS["production"]).brought_back() == "Succeeded"
    assert {shop.answers("production") for _ in range(20)} == {shop.commit}
    assert shop.answers("staging") == larger.commit


def latest(shop: Running, environment: str) -> list[tuple[str, str]]:
    return shop.deployments(f"shop-{environment}", ACCOUNTS[environment])
