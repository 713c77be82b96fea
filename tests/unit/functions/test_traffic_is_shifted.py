"""CodeDeploy moves an alias in steps that requests really see, and takes everything back when something is wrong."""

import uuid

import pytest

from rehearsal.run.local_aws import LocalAws
from tests.unit.functions.shop import Shop, open_shop
from tests.unit.server.accounts import DEV, Account, allow, refusal

CANARY = "CodeDeployDefault.LambdaCanary10Percent5Minutes"
OLD: tuple[str, dict[str, float]] = ("1", {})
NEW: tuple[str, dict[str, float]] = ("2", {})


@pytest.fixture
def shop(local_aws: LocalAws) -> Shop:
    return open_shop(Account(local_aws, DEV))


def test_all_at_once_with_hooks(shop: Shop) -> None:
    deployment = shop.deploy(shop.hook("Succeeded"), shop.hook("Succeeded"))
    assert shop.ended(deployment)["status"] == "Succeeded"
    assert shop.alias() == NEW
    assert shop.events(deployment) == {
        "BeforeAllowTraffic": "Succeeded",
        "AllowTraffic": "Succeeded",
        "AfterAllowTraffic": "Succeeded",
    }


def test_in_a_canary_a_tenth_of_the_requests_reaches_the_new_version(shop: Shop) -> None:
    """250 draws at 10 %: fewer than 6 or more than 55 happen less than once in a hundred thousand runs."""
    deployment = shop.deploy(config=CANARY.replace("5Minutes", "30Minutes"))
    shop.shifting({"2": 0.1})
    counted = shop.answers(250)
    assert shop.alias() == ("1", {"2": 0.1}), "the canary must outlast the requests"
    assert 6 <= counted["2"] <= 55
    assert counted["1"] + counted["2"] == 250
    shop.client("codedeploy").stop_deployment(deploymentId=deployment)
    assert shop.ended(deployment)["status"] == "Stopped"
    assert set(shop.answers(20)) == {"1"}


def test_a_canary_ends_with_all_traffic_on_the_new_version(shop: Shop) -> None:
    deployment = shop.deploy(config=CANARY)
    shop.shifting({"2": 0.1})
    assert shop.ended(deployment)["status"] == "Succeeded"
    assert shop.alias() == NEW
    assert set(shop.answers(20)) == {"2"}


def test_linear_steps_rise(shop: Shop) -> None:
    config = f"linear-{uuid.uuid4().hex[:6]}"
    routing = {"type": "TimeBasedLinear", "timeBasedLinear": {"linearPercentage": 40, "linearInterval": 1}}
    shop.client("codedeploy").create_deployment_config(
        deploymentConfigName=config, computePlatform="Lambda", trafficRoutingConfig=routing
    )
    deployment = shop.deploy(config=config)
    shop.shifting({"2": 0.4})
    shop.shifting({"2": 0.8})
    assert shop.ended(deployment)["status"] == "Succeeded"
    assert shop.alias() == NEW


def test_an_alarm_during_the_shift_returns_all_traffic(shop: Shop) -> None:
    deployment = shop.deploy(config=CANARY)
    shop.shifting({"2": 0.1})
    shop.ring()
    ended = shop.ended(deployment)
    assert (ended["status"], ended["errorInformation"]["code"]) == ("Stopped", "ALARM_ACTIVE")
    assert shop.deployment(ended["rollbackInfo"]["rollbackDeploymentId"])["status"] == "Succeeded"
    assert shop.alias() == OLD
    assert set(shop.answers(20)) == {"1"}


def test_an_alarm_that_is_on_before_lets_nothing_begin(shop: Shop) -> None:
    shop.ring()
    ended = shop.ended(shop.deploy(shop.hook("Succeeded")))
    assert (ended["status"], ended["errorInformation"]["code"]) == ("Failed", "ALARM_ACTIVE")
    assert "rollbackDeploymentId" not in ended.get("rollbackInfo", {})


def test_a_deployment_without_alarms_goes_on_whatever_its_groups_alarms_say(shop: Shop) -> None:
    shop.ring()
    ended = shop.ended(shop.deploy(overrideAlarmConfiguration={"enabled": False}))
    assert (ended["status"], ended["overrideAlarmConfiguration"]) == ("Succeeded", {"enabled": False})
    assert shop.alias() == NEW


def test_alarms_of_its_own_take_the_place_of_the_groups(shop: Shop) -> None:
    missing = {"enabled": True, "alarms": [{"name": "another"}]}
    ended = shop.ended(shop.deploy(overrideAlarmConfiguration=missing))
    assert (ended["status"], ended["errorInformation"]["code"]) == ("Failed", "CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND")


@pytest.mark.parametrize(("more", "code"), [((), "AccessDeniedException"), (("UpdateDeploymentGroup",), None)])
def test_who_overrides_alarms_must_be_allowed_to_change_the_group(
    shop: Shop, more: tuple[str, ...], code: str | None
) -> None:
    actions = [f"codedeploy:{action}" for action in ("CreateDeployment", *more)]
    codedeploy = shop.account.acting(shop.account.role(allow(actions, "*")), "codedeploy")
    assert refusal(shop.deploy, client=codedeploy, overrideAlarmConfiguration={"enabled": False}) == code


@pytest.mark.parametrize("said", ["Failed", "crashes"])
def test_a_hook_that_fails_before_traffic_keeps_it_away(shop: Shop, said: str) -> None:
    deployment = shop.deploy(shop.hook(said), config=CANARY)
    ended = shop.ended(deployment)
    assert (ended["status"], ended["errorInformation"]["code"]) == ("Failed", "HOOK_EXECUTION_FAILURE")
    assert shop.events(deployment) == {
        "BeforeAllowTraffic": "Failed",
        "AllowTraffic": "Skipped",
        "AfterAllowTraffic": "Skipped",
    }
    assert shop.alias() == OLD


def test_a_hook_that_fails_after_traffic_returns_it(shop: Shop) -> None:
    deployment = shop.deploy(after=shop.hook("Failed"))
    assert shop.ended(deployment)["status"] == "Failed"
    assert shop.events(deployment)["AllowTraffic"] == "Succeeded"
    assert shop.alias() == OLD


def test_a_stopped_deployment_returns_the_traffic(shop: Shop) -> None:
    deployment = shop.deploy(config=CANARY)
    shop.shifting({"2": 0.1})
    shop.client("codedeploy").stop_deployment(deploymentId=deployment)
    assert shop.ended(deployment)["status"] == "Stopped"
    assert shop.alias() == OLD


@pytest.mark.parametrize("action", ["lambda:UpdateAlias", "lambda:InvokeFunction", "cloudwatch:DescribeAlarms"])
def test_every_call_needs_the_permission_of_the_groups_role(local_aws: LocalAws, action: str) -> None:
    shop = open_shop(Account(local_aws, DEV), action)
    ended = shop.ended(shop.deploy(shop.hook("Succeeded")))
    assert (ended["status"], ended["errorInformation"]["code"]) == ("Failed", "IAM_ROLE_PERMISSIONS")
    assert action.partition(":")[2].lower() in ended["errorInformation"]["message"].lower()
    assert shop.alias() == OLD
