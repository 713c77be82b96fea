import pytest

from policy.rules.logs.logs_stay_a_month import check
from tests.policy.rules.builder import assembly_of, details


def found(days: int) -> list[str]:
    rules = [{"Status": "Enabled", "ExpirationInDays": days}]
    logged = {"LoggingConfiguration": {"DestinationBucketName": {"Ref": "Logs"}}}
    return details(
        check,
        assembly_of(
            {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": days}},
            {"Type": "AWS::S3::Bucket", "Properties": {**logged, "LifecycleConfiguration": {"Rules": rules}}},
            Logs={"Type": "AWS::S3::Bucket", "Properties": {"LifecycleConfiguration": {"Rules": rules}}},
        ),
    )


@pytest.mark.parametrize("days", [30, 365])
def test_a_month_passes(days: int) -> None:
    assert found(days) == []


def test_less_is_found_where_logs_are() -> None:
    assert found(29) == ["ExpirationInDays::29", "RetentionInDays::29"]
