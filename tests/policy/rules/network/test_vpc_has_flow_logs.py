from typing import Any

import pytest

from policy.rules.network.vpc_has_flow_logs import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of, details

VPC = {"Ref": "Vpc"}
TO_BUCKET = {"ResourceId": VPC, "LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::logs"}
TO_GROUP = {"ResourceId": VPC, "LogGroupName": "flow-logs", "DeliverLogsPermissionArn": "arn:aws:iam::1:role/logs"}
NO_ACCEPT, NO_REJECT = "FlowLog::ACCEPT not recorded", "FlowLog::REJECT not recorded"


def _with_logs(given: list[dict[str, Any]]) -> Assembly:
    logs = [{"Type": "AWS::EC2::FlowLog", "Properties": properties} for properties in given]
    return assembly_of(*logs, Vpc={"Type": "AWS::EC2::VPC"})


CASES: list[tuple[Any, list[str]]] = [
    ([{"TrafficType": "ALL", **TO_BUCKET}], []),
    ([{"TrafficType": "ACCEPT", **TO_BUCKET}, {"TrafficType": "REJECT", **TO_GROUP}], []),
    ([{"TrafficType": "REJECT", **TO_GROUP}], [NO_ACCEPT]),
    ([{"TrafficType": "ALL", **TO_GROUP, "ResourceId": "vpc-1"}], [NO_ACCEPT, NO_REJECT]),
    ([{"TrafficType": "ALL", "ResourceId": VPC, "LogGroupName": "flow-logs"}], [NO_ACCEPT, NO_REJECT]),
    ([{"TrafficType": "ALL", "ResourceId": VPC}], [NO_ACCEPT, NO_REJECT]),
    ([], [NO_ACCEPT, NO_REJECT]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = _with_logs(given)
    assert details(check, assembly) == found
