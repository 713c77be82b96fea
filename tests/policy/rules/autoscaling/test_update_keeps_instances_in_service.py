from typing import Any

import pytest

from policy.rules.autoscaling.update_keeps_instances_in_service import check
from tests.policy.rules.builder import assembly_of, details

ROLLING = "AutoScalingRollingUpdate"
QUIET = ["AlarmNotification", "AZRebalance", "ScheduledActions"]
NONE_IN_SERVICE = "UpdatePolicy.MinInstancesInService::0"

CASES: list[tuple[Any, list[str]]] = [
    ({"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "SuspendProcesses": QUIET}}}, []),
    ({"UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": True}}}, ["UpdatePolicy::none"]),
    ({"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "SuspendProcesses": ["HealthCheck", *QUIET]}}}, []),
    (
        {"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "SuspendProcesses": QUIET[1:]}}},
        ["UpdatePolicy.SuspendProcesses lacks AlarmNotification"],
    ),
    (
        {"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1}}},
        [f"UpdatePolicy.SuspendProcesses lacks {process}" for process in sorted(QUIET)],
    ),
    (
        {"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "SuspendProcesses": ["Terminate", "Launch", *QUIET]}}},
        ["UpdatePolicy.SuspendProcesses::Launch", "UpdatePolicy.SuspendProcesses::Terminate"],
    ),
    (
        {"UpdatePolicy": {ROLLING: {"MinInstancesInService": 1, "MaxBatchSize": "2", "SuspendProcesses": QUIET}}},
        ["UpdatePolicy.MaxBatchSize::2"],
    ),
    ({"UpdatePolicy": {ROLLING: {"MaxBatchSize": 1}}, "Properties": {"MaxSize": "1"}}, []),
    ({"UpdatePolicy": {ROLLING: {"MaxBatchSize": 1}}, "Properties": {"MaxSize": "4", "DesiredCapacity": "0"}}, []),
    ({"UpdatePolicy": {ROLLING: {"SuspendProcesses": QUIET}}, "Properties": {"MaxSize": "4"}}, [NONE_IN_SERVICE]),
    ({"UpdatePolicy": {ROLLING: {"MinInstancesInService": 0, "SuspendProcesses": QUIET}}}, [NONE_IN_SERVICE]),
    ({"UpdatePolicy": {"AutoScalingReplacingUpdate": {"WillReplace": False}}}, ["UpdatePolicy::none"]),
    ({}, ["UpdatePolicy::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::AutoScaling::AutoScalingGroup", **given})
    assert details(check, assembly) == found
