from typing import Any

import pytest

from policy.rules.ecr.others_only_pull import check
from tests.policy.rules.builder import assembly_of, details

PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({"Effect": "Allow", "Action": PULL}, []),
    ({"Effect": "Deny", "Action": "ecr:DeleteRepository"}, []),
    ({"Effect": "Allow", "Action": [*PULL, "ecr:PutImage"]}, ["Pull::ecr:PutImage"]),
    ({"Effect": "Allow", "Action": "ecr:*"}, ["Pull::ecr:*"]),
    ({"Effect": "Allow", "NotAction": "ecr:PutImage"}, ["Pull::everything but some"]),
]


@pytest.mark.parametrize(("statement", "found"), CASES)
def test_finds(statement: dict[str, Any], found: list[str]) -> None:
    document = {"Statement": [{"Sid": "Pull", "Principal": {"AWS": "111111111111"}, **statement}]}
    repository = {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryPolicyText": document}}
    assert details(check, assembly_of(repository)) == found
