from typing import Any

import pytest

from policy.rules.autoscaling.update_keeps_instances_in_service import check
from tests.policy.rules.builder import assembly_of, details

ROLLING = "AutoScalingRollingUpdate"
NONE_IN_SERVICE = "UpdatePolicy.MinInstancesInService::0"

CASES: list[tuple[Any, list[str]]] = [
    ({"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1}}}, []),
    ({"UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": True}}}, ["UpdatePolicy::none"]),
    ({"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "SuspendProcesses": ["HealthCheck"]}}}, []),
    (
        {"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "SuspendProcesses": ["Terminate", "Launch"]}}},
        ["UpdatePolicy.SuspendProcesses::Launch", "UpdatePolicy.SuspendProcesses::Terminate"],
    ),
    (
        {"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "MaxBatchSize": "2"}}},
        ["UpdatePolicy.MaxBatchSize::2"],
    ),
    ({"UpdatePolicy": {ROLLING: {"MaxBatchSize": 1}}, "Properties": {"MaxSize": "1"}}, []),
    ({"UpdatePolicy": {ROLLING: {"MaxBatchSize": 1}}, "Properties": {"MaxSize": "4", "DesiredCapacity": "0"}}, []),
    ({"UpdatePolicy": {ROLLING: {"MaxBatchSize": 1}}, "Properties": {"MaxSize": "4"}}, [NONE_IN_SERVICE]),
    ({"UpdatePolicy": {ROLLING: {"MinInstancesInService": 0}}}, [NONE_IN_SERVICE]),
    ({"UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": False}}}, ["UpdatePolicy::none"]),
    ({}, ["UpdatePolicy::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::AutoScaling::AutoScalingGroup", **given})
    assert details(check, assembly) == found
