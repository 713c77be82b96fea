from policy.rules.cloudtrail.trails_alone_are_locked import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.cloudtrail.trail import LOCKED, resources


def test_the_bucket_of_a_trail_is_locked() -> None:
    assert details(check, assembly_of(**resources({}), Other={"Type": "AWS::S3::Bucket"})) == []


def test_a_lock_elsewhere() -> None:
    other = {"Type": "AWS::S3::Bucket", "Properties": LOCKED}
    named = assembly_of(
        **resources({}, {"BucketName": "records"}), Other={**other, "Properties": {"ObjectLockEnabled": True}}
    )
    assert details(check, named) == ["ObjectLockEnabled"]
    assert details(check, assembly_of(other)) == ["ObjectLockConfiguration", "ObjectLockEnabled"]
