from typing import Any

import pytest

from policy.rules.kms.key_is_declared import check
from tests.policy.rules.builder import assembly_of, details

ARN = "arn:aws:kms:eu-central-1:111111111111:key/1"
CASES: list[tuple[str, Any, list[str]]] = [
    ("AWS::Logs::LogGroup", {"KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]}}, []),
    ("AWS::Logs::LogGroup", {"KmsKeyId": ARN}, [f"KmsKeyId::{ARN}"]),
    ("AWS::SNS::Topic", {"KmsMasterKeyId": {"Ref": "Key"}}, []),
    ("AWS::SNS::Topic", {"KmsMasterKeyId": "alias/other"}, ["KmsMasterKeyId::alias/other"]),
    ("AWS::CodePipeline::Pipeline", {"ArtifactStore": {"EncryptionKey": {"Id": ARN, "Type": "KMS"}}}, []),
    ("AWS::S3::Bucket", {"ReplicationConfiguration": {"Rules": [{"ReplicaKmsKeyID": ARN}]}}, []),
]


@pytest.mark.parametrize(("kind", "given", "found"), CASES)
def test_finds(kind: str, given: Any, found: list[str]) -> None:
    key = {"Type": "AWS::KMS::Key"}
    assert details(check, assembly_of({"Type": kind, "Properties": given}, Key=key)) == found
