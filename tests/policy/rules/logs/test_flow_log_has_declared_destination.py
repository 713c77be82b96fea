from typing import Any

import pytest

from policy.rules.logs.flow_log_has_declared_destination import check
from tests.policy.rules.builder import assembly_of, details

GROUP = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/flow"}}
ARN = {"Fn::GetAtt": ["Group", "Arn"]}
TO_BUCKET = {"LogDestinationType": "s3", "LogDestination": {"Fn::GetAtt": ["Bucket", "Arn"]}}


def found(properties: Any) -> list[str]:
    flow_log = {"Type": "AWS::EC2::FlowLog", "Properties": properties}
    return details(check, assembly_of(Log=flow_log, Group=GROUP, Bucket={"Type": "AWS::S3::Bucket"}))


@pytest.mark.parametrize(
    "properties", [{"LogGroupName": {"Ref": "Group"}}, {"LogGroupName": "/flow"}, {"LogDestination": ARN}, TO_BUCKET]
)
def test_a_destination_of_the_stack(properties: Any) -> None:
    assert found(properties) == []


@pytest.mark.parametrize("properties", [{"LogGroupName": "/other"}, {}, {**TO_BUCKET, "LogDestination": ARN}])
def test_a_destination_that_no_rule_has_seen(properties: Any) -> None:
    assert found(properties) == ["LogDestination"]
