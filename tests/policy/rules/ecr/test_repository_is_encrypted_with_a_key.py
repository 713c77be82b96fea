from typing import Any

import pytest

from policy.rules.ecr.repository_is_encrypted_with_a_key import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ({"EncryptionConfiguration": {"EncryptionType": "KMS", "KmsKey": {"Ref": "Key"}}}, []),
    ({"EncryptionConfiguration": {"EncryptionType": "KMS"}}, ["EncryptionConfiguration::KMS"]),
    ({"EncryptionConfiguration": {"EncryptionType": "AES256"}}, ["EncryptionConfiguration::AES256"]),
    ({}, ["EncryptionConfiguration::not set"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::ECR::Repository", "Properties": given})
    assert details(check, assembly) == found
