from typing import Any

import pytest

from policy.rules.iam.service_acts_for_known_source import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, key

ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111111111111"}}
BUCKET, LOG_GROUP = "arn:aws:s3:::bucket", "arn:aws:logs:eu-central-1:111111111111:log-group:/webapp"
TRAIL = {"ArnEquals": {"aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111111111111:trail/x"}}


def found(policy: Any, service: str, condition: dict[str, Any]) -> list[str]:
    statement = {"Sid": "S", "Principal": {"Service": f"{service}.amazonaws.com"}, "Condition": condition}
    return details(check, assembly_of(policy(statement)))


@pytest.mark.parametrize(
    ("policy", "service", "condition"),
    [
        (bucket_policy, "cloudtrail", ACCOUNT),
        (bucket_policy, "cloudtrail", TRAIL),
        (bucket_policy, "logging.s3", {**ACCOUNT, "ArnLike": {"aws:SourceArn": BUCKET}}),
        (key, "logs.eu-central-1", {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": LOG_GROUP}}),
    ],
)
def test_a_known_source_passes(policy: Any, service: str, condition: dict[str, Any]) -> None:
    assert found(policy, service, condition) == []


@pytest.mark.parametrize(
    ("policy", "service", "condition"),
    [
        (bucket_policy, "cloudtrail", {}),
        (bucket_policy, "cloudtrail", {"ArnLike": {"aws:SourceArn": "*"}}),
        (bucket_policy, "cloudtrail", {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/x"}}),
        (bucket_policy, "cloudtrail", {"StringEqualsIfExists": ACCOUNT["StringEquals"]}),
        (bucket_policy, "s3", {"ArnEquals": {"aws:SourceArn": BUCKET}}),
        (bucket_policy, "logging.s3", ACCOUNT),
        (bucket_policy, "logging.s3", {"ArnLike": {"aws:SourceArn": BUCKET}}),
        (key, "logs.eu-central-1", {}),
        (key, "logs.eu-central-1", {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": f"{LOG_GROUP}*"}}),
    ],
)
def test_an_unknown_source_is_found(policy: Any, service: str, condition: dict[str, Any]) -> None:
    assert found(policy, service, condition) == [f"S::{service}.amazonaws.com"]
