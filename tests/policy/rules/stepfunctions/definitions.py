"""Machines that release as they should, one of functions and one of fleets, for tests to change."""

import json
from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import ACCOUNT, REGION, assembly_of

SDK = "arn:aws:states:::aws-sdk:"
HOOKS = ("verify-version", "verify-alias")
NAME = "web-release"
OWN = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:{NAME}"
TRAFFIC = [{"Identifier": "targets", "Type": "elbv2"}]
BEFORE = "{% $states.context.Execution.Input.(Key & ' ' & Commit) in $released %}"
STOOD = (
    "($this := $states.context.Execution.Input.(Key & ' ' & Commit); "
    "$at := $map($released, function($one, $i) { $one = $this ? $i })[0]; $next := $released[$at - 1]; "
    "$at > 0 and $next != ' ' and $not($next in $filter($released, function($one, $i) { $i >= $at })))"
)
SERVES = (
    "$states.input.DeploymentGroupInfo.TargetRevision.S3Location.Key = $given.Key and "
    "$states.input.DeploymentGroupInfo.TargetRevision.S3Location.Bucket = $given.Bucket"
)
HEALTHY = "{% $count($states.input.TargetHealthDescriptions[TargetHealth.State = 'healthy']) = $count($instances) %}"


def functions() -> dict[str, Any]:
    status = "$.Look.DeploymentInfo.Status"
    spec = {
        "Resources": [{"web": {"Properties": {"Name": "web", "TargetVersion.$": "$.Publish.Version"}}}],
        "Hooks": [{"BeforeAllowTraffic": HOOKS[0]}, {"AfterAllowTraffic": HOOKS[1]}],
    }
    content = {"Content.$": "States.JsonToString($.Say.AppSpec)"}
    deployment = {
        "ApplicationName": "web",
        "DeploymentGroupName": "web",
        "Revision": {"RevisionType": "AppSpecContent", "AppSpecContent": content},
    }
    code = {"FunctionName": "web", "S3Bucket.$": "$.Bucket", "S3Key.$": "$.Key"}
    there = {"Variable": "$.Alias.FunctionVersion", "StringEqualsPath": "$.Publish.Version", "Next": "Released"}
    return _definition(
        Code=_json_path("lambda:updateFunctionCode", code, "Publish"),
        Publish=_json_path("lambda:publishVersion", {"CodeSha256.$": "$.Code.CodeSha256"}, "Alias"),
        Alias=_json_path("lambda:getAlias", {}, "There?"),
        **{"There?": {"Type": "Choice", "Choices": [there], "Default": "Former"}},
        **_look_back("Say"),
        Say={"Type": "Pass", "Parameters": {"AppSpec": spec}, "Next": "Before?"},
        **_before("Return", "Shift"),
        Shift=_json_path("codedeploy:createDeployment", deployment, "Wait"),
        Return=_json_path(
            "codedeploy:createDeployment",
            {**deployment, "DeploymentConfigName": "AtOnce", "OverrideAlarmConfiguration": {"Enabled": False}},
            "Wait",
        ),
        Wait={"Type": "Wait", "Seconds": 15, "Next": "Look"},
        Look=_json_path("codedeploy:getDeployment", {}, "Ended?"),
        **{
            "Ended?": {
                "Type": "Choice",
                "Choices": [
                    {"Variable": status, "StringEquals": "Succeeded", "Next": "Released"},
                    {"Variable": status, "StringEquals": "Failed", "Next": "Back"},
                    {"Variable": status, "StringEquals": "Stopped", "Next": "Back"},
                ],
                "Default": "Wait",
            }
        },
        Back={"Type": "Fail"},
        Released={"Type": "Succeed"},
    )


def fleets() -> dict[str, Any]:
    bundle = {"Bucket": "{% $given.Bucket %}", "Key": "{% $given.Key %}", "BundleType": "zip"}
    deployment = {"DeploymentGroupName": "{% $new %}", "Revision": {"RevisionType": "S3", "S3Location": bundle}}
    status = "$states.input.DeploymentInfo.Status"
    return _definition(
        Begin={
            "Type": "Pass",
            "Assign": {"given": "{% $states.input %}", "returns": "{% $states.input.Return = true %}"},
            "Next": "Others",
        },
        Others=_call("sfn:listExecutions", {"StateMachineArn": OWN, "StatusFilter": "RUNNING"}, "Alone?"),
        **_choice("Alone?", ("$count($states.input.Executions) > 1", "Failed"), otherwise="Return?"),
        **_choice("Return?", ("$returns", "Attach"), otherwise="Former"),
        **_look_back("Serving"),
        Serving=_call("codedeploy:getDeploymentGroup", {}, "Another?"),
        **_choice("Another?", (f"{SERVES} and {BEFORE[3:-3]}", "Released"), (SERVES, "Failed"), otherwise="Before?"),
        **_before("Deploy again", "Deploy"),
        Deploy=_call("codedeploy:createDeployment", deployment, "Look"),
        **{
            "Deploy again": _call(
                "codedeploy:createDeployment",
                {**deployment, "OverrideAlarmConfiguration": {"Enabled": False}},
                "Look",
            )
        },
        Look=_call("codedeploy:getDeployment", {}, "Ended?"),
        **_choice(
            "Ended?",
            (f"{status} in ['Failed', 'Stopped']", "Failed"),
            (f"{status} = 'Succeeded'", "Attach"),
            otherwise="Look",
        ),
        Attach=_traffic("attach", "new", "Health", "Detach new"),
        Health=_call("elasticloadbalancingv2:describeTargetHealth", {}, "Healthy?"),
        **{"Healthy?": {"Type": "Choice", "Choices": [{"Condition": HEALTHY, "Next": "Detach"}], "Default": "Health"}},
        Detach=_traffic("detach", "old", "Returned?", "Attach old"),
        **_choice("Returned?", ("$returns", "Released"), (STOOD, "Released"), otherwise="Alarms"),
        Alarms=_alarms(),
        **_choice("Quiet?", ("false in $states.input", "Attach old"), ("$tries >= 20", "Released"), otherwise="Pause"),
        Pause={"Type": "Wait", "Seconds": 15, "Next": "Alarms"},
        Released={"Type": "Succeed"},
        **{"Attach old": _traffic("attach", "old", "Health of old", "Failed")},
        **{"Health of old": _call("elasticloadbalancingv2:describeTargetHealth", {}, "Old healthy?")},
        **{
            "Old healthy?": {
                "Type": "Choice",
                "Choices": [{"Condition": HEALTHY, "Next": "Detach new"}],
                "Default": "Failed",
            }
        },
        **{"Detach new": _traffic("detach", "new", "Failed", "Failed")},
        Failed={"Type": "Fail"},
    )


def released_by(definition: dict[str, Any]) -> Assembly:
    """One stack with the machine, both hooks, and a deployment group that watches two alarms."""
    alarms = {"Enabled": True, "Alarms": [{"Name": {"Ref": "Errors"}}, {"Name": {"Ref": "Latency"}}]}
    return assembly_of(
        {
            "Type": "AWS::StepFunctions::StateMachine",
            "Properties": {"StateMachineName": NAME, "DefinitionString": json.dumps(definition)},
        },
        {"Type": "AWS::CodeDeploy::DeploymentGroup", "Properties": {"AlarmConfiguration": alarms}},
        *({"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": name}} for name in HOOKS),
        Errors={"Type": "AWS::CloudWatch::Alarm"},
        Latency={"Type": "AWS::CloudWatch::Alarm"},
    )


def _definition(**states: Any) -> dict[str, Any]:
    return {"StartAt": next(iter(states)), "States": states}


def _json_path(api: str, arguments: dict[str, Any], then: str) -> dict[str, Any]:
    return {"Type": "Task", "Resource": f"{SDK}{api}", "Parameters": arguments, "Next": then}


def _call(api: str, arguments: dict[str, Any], then: str, otherwise: str = "Failed") -> dict[str, Any]:
    caught = [{"ErrorEquals": ["States.ALL"], "Next": otherwise}]
    return {"Type": "Task", "Resource": f"{SDK}{api}", "Arguments": arguments, "Catch": caught, "Next": then}


def _traffic(verb: str, fleet: str, then: str, otherwise: str) -> dict[str, Any]:
    arguments = {"AutoScalingGroupName": f"{{% ${fleet} %}}", "TrafficSources": TRAFFIC}
    return _call(f"autoscaling:{verb}TrafficSources", arguments, then, otherwise)


def _choice(name: str, *rules: tuple[str, str], otherwise: str) -> dict[str, Any]:
    choices = [{"Condition": f"{{% {condition} %}}", "Next": then} for condition, then in rules]
    return {name: {"Type": "Choice", "Choices": choices, "Default": otherwise}}


def _look_back(then: str) -> dict[str, Any]:
    listed = _call("sfn:listExecutions", {"StateMachineArn": OWN, "StatusFilter": "SUCCEEDED"}, "Read")
    read = {
        "Type": "Task",
        "Resource": f"{SDK}sfn:describeExecution",
        "Arguments": {"ExecutionArn": "{% $states.input %}"},
        "Output": "{% $parse($states.result.Input).(Key & ' ' & Commit) %}",
        "End": True,
    }
    return {
        "Former": {**listed, "Assign": {"former": "{% [$states.result.Executions.ExecutionArn] %}"}},
        "Read": {
            "Type": "Map",
            "Items": "{% $former %}",
            "ItemProcessor": {"StartAt": "Read it", "States": {"Read it": read}},
            "Assign": {"released": "{% $states.result %}"},
            "Next": then,
        },
    }


def _before(then: str, otherwise: str) -> dict[str, Any]:
    return _choice("Before?", (STOOD, then), otherwise=otherwise)


def _alarms() -> dict[str, Any]:
    ask = {
        "Type": "Task",
        "Resource": f"{SDK}cloudwatch:describeAlarms",
        "Arguments": {"AlarmNames": ["{% $states.input %}"]},
        "Output": "{% $count($states.result.MetricAlarms[StateValue != 'ALARM']) = 1 %}",
        "End": True,
    }
    return {
        "Type": "Map",
        "Items": ["${Errors}", "${Latency}"],
        "ItemProcessor": {"StartAt": "Ask", "States": {"Ask": ask}},
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Attach old"}],
        "Next": "Quiet?",
    }
