import pytest

from policy.rules.cloudwatch.outage_has_an_alarm import check
from tests.policy.rules.builder import details
from tests.policy.rules.cloudwatch.outage import IN_ITS_HOURS, SCHEDULED, alarm, before

UNANSWERED = "HTTPCode_ELB_5XX_Count"


@pytest.mark.parametrize("kind", ["instance", "ip"])
def test_hosts_and_tasks_have_one(kind: str) -> None:
    assert details(check, before(kind, Outage=alarm())) == []
    assert details(check, before(kind)) == ["no alarm"]


def test_functions_need_none() -> None:
    assert details(check, before("lambda")) == []


def test_hosts_that_are_stopped_at_certain_hours_are_no_outage() -> None:
    assert details(check, before("instance", Outage=alarm(IN_ITS_HOURS), Stop=SCHEDULED)) == []
    always = f"100 * {UNANSWERED} / MAX([FILL(RequestCount, 0), {UNANSWERED}])"
    assert details(check, before("instance", Outage=alarm(), Stop=SCHEDULED)) == [f"measures {always}"]
    hours = f"IF(RequestCount > 0, 100 * {UNANSWERED} / RequestCount, 0)"
    assert details(check, before("instance", Outage=alarm(IN_ITS_HOURS))) == [f"measures {hours}"]


def test_another_measure_is_none() -> None:
    other = alarm(refused="HTTPCode_ELB_4XX_Count")
    assert details(check, before("instance", Outage=other)) == ["no alarm"]


def test_another_statistic() -> None:
    wrong = [f"{UNANSWERED} not summed", "RequestCount not summed"]
    assert details(check, before("instance", Outage=alarm(statistic="Average"))) == wrong
