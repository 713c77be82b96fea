import pytest

from policy.rules.cloudwatch.release_alarm_is_quiet_without_data import check
from tests.policy.rules.builder import details
from tests.policy.rules.codedeploy.groups import group


def test_it_is() -> None:
    assert details(check, group()) == []


@pytest.mark.parametrize("treatment", [None, "breaching", "ignore", "missing"])
def test_it_is_not(treatment: str | None) -> None:
    assert details(check, group(alarm={"TreatMissingData": treatment})) == [f"TreatMissingData {treatment}"]
