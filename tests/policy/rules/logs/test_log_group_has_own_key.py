from policy.rules.logs.log_group_has_own_key import check
from tests.policy.rules.builder import assembly_of, details


def test_log_groups_with_and_without_a_key() -> None:
    encrypted = {"Type": "AWS::Logs::LogGroup", "Properties": {"KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]}}}
    assert details(check, assembly_of(encrypted)) == []
    assert details(check, assembly_of({"Type": "AWS::Logs::LogGroup"})) == ["KmsKeyId"]
