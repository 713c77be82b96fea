from typing import Any

import pytest

from policy.rules.stepfunctions.machine_logs_all_but_data import check
from tests.policy.rules.builder import assembly_of, details

GROUP = {"CloudWatchLogsLogGroup": {"LogGroupArn": {"Fn::GetAtt": ["Group", "Arn"]}}}
FOREIGN = {"CloudWatchLogsLogGroup": {"LogGroupArn": "arn:aws:logs:eu-central-1:111111111111:log-group:x:*"}}
RIGHT = {"Level": "ALL", "IncludeExecutionData": False, "Destinations": [GROUP]}
PART = "LoggingConfiguration."


@pytest.mark.parametrize(
    ("logging", "found"),
    [
        (RIGHT, []),
        ({**RIGHT, "Level": "ERROR"}, [f"{PART}Level"]),
        ({**RIGHT, "IncludeExecutionData": True}, [f"{PART}IncludeExecutionData"]),
        ({**RIGHT, "IncludeExecutionData": "true"}, [f"{PART}IncludeExecutionData"]),
        ({**RIGHT, "Destinations": []}, [f"{PART}Destinations"]),
        ({**RIGHT, "Destinations": [FOREIGN]}, [f"{PART}Destinations"]),
        (None, [f"{PART}Destinations", f"{PART}Level"]),
    ],
)
def test_finds(logging: Any, found: list[str]) -> None:
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"LoggingConfiguration": logging}}
    assert details(check, assembly_of(machine, Group={"Type": "AWS::Logs::LogGroup"})) == found
