from policy.rules.iam.trust_only_assumes import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import role


def test_only_taking_on_passes() -> None:
    assert details(check, assembly_of(role(Action=["sts:AssumeRole", "sts:TagSession"]))) == []
    assert details(check, assembly_of(role(Action=["sts:AssumeRole", "s3:GetObject"]))) == ["Action::s3:GetObject"]
