"""examples/s3-source: a zip file that arrives in the bucket is released; what fails its checks gets no request."""

from collections.abc import Iterator

import pytest

from rehearsal.run.source import archive
from tests.conftest import ROOT
from tests.rehearsal.running import Journey, Running, until
from tests.rehearsal.test_functions_are_released import UNFIT

EXAMPLE = ROOT / "examples" / "s3-source" / "pipeline.yml"
BUCKET, KEY = "shop-deliveries", "shop.zip"
ENVIRONMENTS = ("staging", "production")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("s3-source"), EXAMPLE, "shop") as found:
        yield found


@pytest.fixture(scope="module")
def unfit(shop: Running) -> Journey:
    shop.checkout.commit("A function that answers nobody", UNFIT)
    before = shop.executions()
    shop.client("s3").put_object(Bucket=BUCKET, Key=KEY, Body=archive(shop.checkout.path))
    until(lambda: shop.executions() != before)
    return shop.ended(shop.executions()[0])


def test_the_file_is_released_everywhere(shop: Running) -> None:
    assert shop.answering == dict.fromkeys(ENVIRONMENTS, latest_version(shop))


def test_a_file_that_arrives_starts_the_pipeline_with_this_version_of_it(shop: Running, unfit: Journey) -> None:
    assert unfit.commit == latest_version(shop)


def test_what_fails_its_checks_is_not_released(unfit: Journey) -> None:
    assert [name for name, status in unfit.statuses().items() if status == "Failed"] == ["staging.Release"]
    assert "HOOK_EXECUTION_FAILURE BeforeAllowTraffic" in unfit.error("staging.Release")


def test_the_former_version_still_has_all_requests(shop: Running, unfit: Journey) -> None:
    assert {shop.answers("staging") for _ in range(20)} == {shop.answering["staging"]}
    assert shop.answers("production") == shop.answering["production"]


def latest_version(shop: Running) -> str:
    return str(shop.client("s3").head_object(Bucket=BUCKET, Key=KEY)["VersionId"])
