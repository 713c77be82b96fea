from typing import Any

import pytest

from policy.rules.codepipeline.copy_has_its_writer import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

STORES = [
    {"Region": "eu-central-1", "ArtifactStore": {"Location": "home", "Type": "S3"}},
    {"Region": "eu-west-1", "ArtifactStore": {"Location": "west", "Type": "S3"}},
]
ROLE = "arn:aws:iam::111111111111:role/app-pipeline"


def found(resource: str = "arn:aws:s3:::west/app/*", action: str = "s3:PutObject", **condition: Any) -> list[str]:
    pipeline = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"RoleArn": ROLE, "ArtifactStores": STORES}}
    account = {"AWS": "arn:aws:iam::111111111111:root"}
    statement = {"Sid": "Copies", "Effect": "Allow", "Principal": account, "Action": action, "Resource": resource}
    document = {"Statement": [{**statement, **condition}]}
    policy = {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": "west", "PolicyDocument": document}}
    return details(check, Assembly((stack_of({"Pipeline": pipeline}), stack_of({"Policy": policy}, "artifacts"))))


def only(role: str) -> dict[str, Any]:
    return {"Condition": {"ArnEquals": {"aws:PrincipalArn": role}}}


def test_the_pipelines_role() -> None:
    assert found(**only(ROLE)) == []


@pytest.mark.parametrize("condition", [{}, only("arn:aws:iam::222222222222:role/app-dev-release")])
def test_anyone_else(condition: dict[str, Any]) -> None:
    assert found(**condition) == ["Copies"]
    assert found("arn:aws:s3:::west/*", "s3:*", **condition) == ["Copies"]
    assert found("arn:aws:s3:::*", **condition) == ["Copies"]


def test_reading_and_other_buckets_are_not_its_business() -> None:
    assert found(action="s3:GetObject") == []
    assert found("arn:aws:s3:::home/app/*") == []
