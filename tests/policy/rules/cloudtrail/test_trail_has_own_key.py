from typing import Any

import pytest

from policy.rules.cloudtrail.trail_has_own_key import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details, stack_of
from tests.policy.rules.cloudtrail.trail import assembly, resources

ALIAS = {
    "Type": "AWS::KMS::Alias",
    "Properties": {"AliasName": "alias/records", "TargetKeyId": {"Fn::GetAtt": ["Key", "Arn"]}},
}
ARN = "arn:aws:kms:eu-central-1:111111111111:alias/records"


def test_a_key_of_its_own() -> None:
    assert details(check, assembly({})) == []


@pytest.mark.parametrize("key", [None, "alias/aws/s3", {"Fn::GetAtt": ["Bucket", "Arn"]}, ARN])
def test_another_key_or_none(key: Any) -> None:
    assert details(check, assembly({"KMSKeyId": key})) == ["KMSKeyId"]


def test_a_key_of_another_stack_by_its_alias() -> None:
    there = stack_of({**resources({}), "Alias": ALIAS}, "Pipeline")
    here = stack_of(resources({"KMSKeyId": ARN, "S3BucketName": "records"}), "dev", account="222222222222")
    assert details(check, Assembly((there, here))) == []


def test_a_key_that_encrypts_something_else_too() -> None:
    by_default = {"ServerSideEncryptionByDefault": {"KMSMasterKeyID": {"Fn::GetAtt": ["Key", "Arn"]}}}
    encryption = {"BucketEncryption": {"ServerSideEncryptionConfiguration": [by_default]}}
    other = {"Type": "AWS::S3::Bucket", "Properties": encryption}
    assert details(check, assembly_of(**resources({}, encryption))) == []
    assert details(check, assembly_of(**resources({}), Other=other)) == ["KMSKeyId is shared"]
