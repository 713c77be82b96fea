"""A deployment group as it should be, beside its alarm, and its ways to go wrong."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of

GOOD: dict[str, Any] = {
    "ApplicationName": {"Ref": "Application"},
    "AlarmConfiguration": {"Enabled": True, "Alarms": [{"Name": {"Ref": "Alarm"}}]},
    "AutoRollbackConfiguration": {
        "Enabled": True,
        "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
    },
    "DeploymentConfigName": "CodeDeployDefault.HalfAtATime",
    "DeploymentStyle": {"DeploymentOption": "WITH_TRAFFIC_CONTROL"},
    "LoadBalancerInfo": {"TargetGroupInfoList": [{"Name": "targets"}]},
    "ServiceRoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
}
ALARM = {"AlarmName": "errors", "EvaluationPeriods": 3, "Threshold": 5, "TreatMissingData": "notBreaching"}


def group(*, platform: str = "Server", alarm: dict[str, Any] | None = None, **changes: Any) -> Assembly:
    """Good but for what is said; None takes a property away. `alarm`: changes of what the group watches."""
    return assembly_of(
        Group=definition(**changes),
        Application={"Type": "AWS::CodeDeploy::Application", "Properties": {"ComputePlatform": platform}},
        Alarm={"Type": "AWS::CloudWatch::Alarm", "Properties": _without_none({**ALARM, **(alarm or {})})},
        Unwatched={"Type": "AWS::CloudWatch::Alarm", "Properties": {}},
    )


def definition(**changes: Any) -> dict[str, Any]:
    return {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": _without_none({**GOOD, **changes})}


def _without_none(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value is not None}
