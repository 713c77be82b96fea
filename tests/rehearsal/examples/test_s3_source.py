"""examples/s3-source: a zip file that arrives in the bucket is released; what fails its checks gets no request."""

from collections.abc import Iterator

import pytest

from bench.releases.client import Client
from bench.releases.rollbacks import WORN_BY_TRAFFIC, Changes
from rehearsal.run.source import archive
from tests.conftest import ROOT
from tests.rehearsal.running import ROLLED_BACK, Journey, Running, until
from tests.rehearsal.test_functions_are_released import UNFIT, events

EXAMPLE = ROOT / "examples" / "s3-source" / "pipeline.yml"
BUCKET, KEY = "shop-deliveries", "shop.zip"
ENVIRONMENTS, STAGING = ("staging", "production"), "222222222222"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("s3-source"), EXAMPLE, "shop") as found:
        yield found


@pytest.fixture(scope="module")
def unfit(shop: Running) -> Journey:
    return arrived(shop, "A function that answers nobody", UNFIT)


@pytest.fixture(scope="module")
def worn(shop: Running, unfit: Journey) -> Journey:
    """A version that fails once somebody has asked for its page, as a client does all the time."""
    with Client((shop.url("staging"),)).asking():
        return arrived(shop, "A function that requests wear out", WORN_BY_TRAFFIC.changes)


def arrived(shop: Running, message: str, changes: Changes) -> Journey:
    shop.checkout.commit(message, changes)
    before = shop.executions()
    shop.client("s3").put_object(Bucket=BUCKET, Key=KEY, Body=archive(shop.checkout.path))
    shop.checkout.revert()
    until(lambda: shop.executions() != before)
    return shop.ended(shop.executions()[0])


def test_the_file_is_released_everywhere(shop: Running) -> None:
    assert shop.answering == dict.fromkeys(ENVIRONMENTS, latest_version(shop))


def test_a_file_that_arrives_starts_the_pipeline_with_this_version_of_it(shop: Running, unfit: Journey) -> None:
    assert unfit.commit == latest_version(shop)


def test_what_fails_its_checks_is_rolled_back(shop: Running, unfit: Journey) -> None:
    assert [name for name, status in unfit.statuses().items() if status == "Failed"] == ["staging.Release"]
    assert "HOOK_EXECUTION_FAILURE BeforeAllowTraffic" in unfit.error("staging.Release")
    until(lambda: shop.deployments("shop-staging", STAGING)[0] == ROLLED_BACK)


def test_the_former_version_still_has_all_requests(shop: Running, unfit: Journey) -> None:
    assert {shop.answers("staging") for _ in range(20)} == {shop.answering["staging"]}
    assert shop.answers("production") == shop.answering["production"]


def test_what_fails_once_requests_have_reached_it_gives_all_of_them_back(shop: Running, worn: Journey) -> None:
    assert "HOOK_EXECUTION_FAILURE AfterAllowTraffic" in worn.error("staging.Release")
    until(lambda: shop.deployments("shop-staging", STAGING)[0] == ROLLED_BACK)
    codedeploy, name = shop.client("codedeploy", STAGING), "shop-staging"
    failed = codedeploy.list_deployments(applicationName=name, deploymentGroupName=name)["deployments"][1]
    assert events(shop, "staging", failed)["AllowTraffic"] == "Succeeded"
    assert {shop.answers("staging") for _ in range(20)} == {shop.answering["staging"]}
    assert not [one for one in worn.actions if one.startswith("production.")]


def latest_version(shop: Running) -> str:
    return str(shop.client("s3").head_object(Bucket=BUCKET, Key=KEY)["VersionId"])
