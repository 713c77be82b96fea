from policy.rules.iam.no_excluded_resource import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity


def test_an_exclusion_is_found() -> None:
    assert details(check, assembly_of(identity({"Action": "a:B", "NotResource": "arn:x"}))) == ["NotResource::arn:x"]


def test_a_denial_may_exclude() -> None:
    denial = {"Effect": "Deny", "Action": "a:B", "NotResource": "arn:x"}
    assert details(check, assembly_of(identity(denial, {"Action": "a:B", "Resource": "arn:x"}))) == []
