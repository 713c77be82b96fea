from policy.rules.logs.log_group_expires import check
from tests.policy.rules.builder import assembly_of, details


def test_log_groups_with_and_without_an_end() -> None:
    kept = {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 90}}
    assert details(check, assembly_of(kept)) == []
    assert details(check, assembly_of({"Type": "AWS::Logs::LogGroup"})) == ["RetentionInDays"]
