from policy.rules.kms.other_account_only_decrypts import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import key


def test_another_account_that_writes_or_manages_is_found() -> None:
    actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:PutKeyPolicy"]
    other = {"Sid": "S", "Principal": {"AWS": "222222222222"}, "Action": actions}
    assert details(check, assembly_of(key(other))) == ["S::kms:Encrypt", "S::kms:PutKeyPolicy"]


def test_another_that_reads_and_the_own_account_pass() -> None:
    own = {"Principal": {"AWS": "111111111111"}, "Action": "kms:PutKeyPolicy"}
    other = {"Principal": {"AWS": "222222222222"}, "Action": "kms:Decrypt"}
    assert details(check, assembly_of(key(own, other))) == []
