from policy.rules.s3.replication_copies import check
from tests.policy.rules.builder import details
from tests.policy.rules.s3.replication import COPY, RULE, copied


def test_a_replication_that_copies_passes() -> None:
    assert details(check, copied(RULE)) == []


def test_one_that_is_off_is_found() -> None:
    assert details(check, copied({**RULE, "Status": "Disabled"})) == ["Status"]


def test_one_that_skips_encrypted_objects_is_found() -> None:
    rule = {"Status": "Enabled", "Destination": {"Bucket": COPY}}
    assert details(check, copied(rule)) == ["ReplicaKmsKeyID", "SseKmsEncryptedObjects"]


def test_a_role_without_its_replication_is_found() -> None:
    assert details(check, copied({})) == ["ReplicationConfiguration::none"]
