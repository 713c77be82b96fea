from policy.rules.s3.replica_has_a_known_owner import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.s3.replication import COPY, RULE, copied


def test_a_known_account_passes() -> None:
    assert details(check, copied(RULE)) == details(check, copied({})) == []


def test_a_strange_account_is_found() -> None:
    assert details(check, copied(RULE, owner="999999999999")) == [f"Destination::{COPY}"]


def test_a_bucket_that_the_role_does_not_name_is_found() -> None:
    assert details(check, copied(RULE, written="arn:aws:s3:::other")) == [f"Destination::{COPY}"]


def test_a_role_from_elsewhere_is_found() -> None:
    replication = {"Role": "arn:aws:iam::111111111111:role/any", "Rules": [RULE]}
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {"ReplicationConfiguration": replication}}
    assert details(check, assembly_of(bucket)) == [f"Destination::{COPY}"]
