import pytest

from policy.rules.quotas.alarm_asks_few_queries import KINDS, check
from tests.policy.rules.builder import assembly_of, details


@pytest.mark.parametrize("kind", KINDS)
def test_ten_and_eleven(kind: str) -> None:
    def found(count: int) -> list[str]:
        queries = [{"Id": f"q{number}", kind: {}} for number in range(count)]
        return details(check, assembly_of({"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": queries}}))

    assert found(10) == []
    assert found(11) == [f"11 {kind}; CloudWatch takes 10"]
