from policy.rules.quotas.role_has_few_policies import check
from tests.policy.rules.builder import assembly_of, details


def test_ten_and_eleven() -> None:
    def found(count: int) -> list[str]:
        properties = {"ManagedPolicyArns": [{"Ref": f"Policy{number}"} for number in range(count)]}
        return details(check, assembly_of({"Type": "AWS::IAM::Role", "Properties": properties}))

    assert found(0) == found(10) == []
    assert found(11) == ["11 managed policies; IAM takes 10"]
