from policy.rules.iam.statement_has_sid import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, identity, key, role


def test_a_statement_without_one_is_found() -> None:
    assert details(check, assembly_of(identity({"Sid": "A"}, {}))) == ["PolicyDocument.Statement.1 has no Sid"]
    assert details(check, assembly_of(key({}))) == ["KeyPolicy.Statement.0 has no Sid"]


def test_two_of_one_name_are_found() -> None:
    assert set(details(check, assembly_of(identity({"Sid": "A"}, {"Sid": "A"})))) == {"Sid A stands there twice"}


def test_names_pass_and_other_policies_need_none() -> None:
    assert details(check, assembly_of(identity({"Sid": "A"}, {"Sid": "B"}), role(), bucket_policy({}))) == []
