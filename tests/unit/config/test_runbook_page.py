"""What to do stands on a page that a phone can open."""

import pytest

from config.model import Environment, Notifications, Pipeline, Source, Tools
from config.runbook import runbook


@pytest.mark.parametrize(
    ("source", "page"),
    [
        (
            Source(provider="github", repository="example/shop"),
            "https://github.com/example/shop/blob/main/docs/operations.md",
        ),
        (
            Source(provider="gitlab", repository="example/shop"),
            "https://gitlab.com/example/shop/-/blob/main/docs/operations.md",
        ),
        (
            Source(provider="bitbucket", repository="example/shop"),
            "https://bitbucket.org/example/shop/src/main/docs/operations.md",
        ),
        (
            Source(provider="codecommit", repository="shop", branch="live"),
            "https://eu-west-1.console.aws.amazon.com/codesuite/codecommit/repositories/shop/browse/refs/heads/live/--/"
            "docs/operations.md?region=eu-west-1",
        ),
    ],
    ids=lambda one: one.provider if isinstance(one, Source) else "",
)
def test_the_repositorys_own_page(source: Source, page: str) -> None:
    assert runbook(_pipeline(source), "alarm") == f"{page}#alarm"


def test_a_page_of_ones_own() -> None:
    page = "https://wiki.example.com/runbook"
    own = _pipeline(Source(provider="s3", bucket="sources", key="shop.zip"), Notifications(runbook=page))
    assert runbook(own, "alarm") == f"{page}#alarm"


def _pipeline(source: Source, notifications: Notifications | None = None) -> Pipeline:
    return Pipeline(
        application="shop",
        tools=Tools(account="111111111111", region="eu-west-1"),
        source=source,
        notifications=notifications or Notifications(),
        environments=(Environment(name="production", account="222222222222"),),
    )
