"""The order of events, and whose scripts each of them runs."""

import pytest

from rehearsal.codedeploy.lifecycle import SCRIPTABLE, UNSCRIPTABLE, Revision, order, revision_for


def test_in_place_without_a_load_balancer() -> None:
    assert order(load_balancer=False) == (
        "ApplicationStop", "DownloadBundle", "BeforeInstall", "Install", "AfterInstall", "ApplicationStart",
        "ValidateService",
    )  # fmt: skip


def test_with_a_load_balancer_traffic_is_blocked_before_and_allowed_after() -> None:
    events = order(load_balancer=True)
    assert events[:3] == ("BeforeBlockTraffic", "BlockTraffic", "AfterBlockTraffic")
    assert events[3:10] == order(load_balancer=False)
    assert events[10:] == ("BeforeAllowTraffic", "AllowTraffic", "AfterAllowTraffic")


def test_every_event_is_scriptable_or_codedeploys_own() -> None:
    assert set(SCRIPTABLE) | UNSCRIPTABLE == set(order(load_balancer=True))
    assert {"BlockTraffic", "AllowTraffic", "DownloadBundle", "Install"} == UNSCRIPTABLE


@pytest.mark.parametrize("event", SCRIPTABLE)
def test_only_what_takes_the_old_revision_down_uses_its_scripts(event: str) -> None:
    takes_down = event in ("ApplicationStop", "BeforeBlockTraffic", "AfterBlockTraffic")
    assert revision_for(event, downloaded=False) is (Revision.LAST_SUCCESSFUL if takes_down else Revision.CURRENT)
    assert revision_for(event, downloaded=True) is Revision.CURRENT
