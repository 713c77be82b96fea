"""A release as states: new code, a version of it, a deployment that shifts the alias, its outcome.

https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
"""

from app_stack.former_releases import FIND, WITHOUT_ALARMS, look_back, stood_before
from config import names
from config.model import Environment, Pipeline
from stack_parts.asl import State, States

SDK = "arn:aws:states:::aws-sdk:"
# Lambda is still at work on the last change, or refuses one too many: both pass.
AGAIN = {
    "ErrorEquals": ["Lambda.ResourceConflictException", "Lambda.TooManyRequestsException"],
    "IntervalSeconds": 5,
    "MaxAttempts": 6,
    "BackoffRate": 1.5,
}
POLL_SECONDS, WAIT_FOR_CODE_SECONDS = 15, 3
AT_ONCE = "CodeDeployDefault.LambdaAllAtOnce"  # the pace at which CodeDeploy, too, takes a version back
TWO_DAYS_AND_A_BIT = 200_000  # seconds: the longest shift, and its hooks


def definition(config: Pipeline, environment: Environment, hooks: list[str]) -> State:
    """Of the machine's input {Bucket, Key, Commit}. `hooks`: names, before and after the traffic."""
    name = names.environment_name(config, environment)
    return {
        "Comment": f"Brings a revision to {name}",
        "StartAt": "ChangeCode",
        "TimeoutSeconds": TWO_DAYS_AND_A_BIT,
        "States": {
            **_code(name),
            **_version(name),
            **look_back(names.release_machine_arn(config, environment), then="SayWhatChanges"),
            **_deployment(name, hooks),
            **_outcome(),
        },
    }


def _code(function: str) -> States:
    change = {"FunctionName": function, "S3Bucket.$": "$.Bucket", "S3Key.$": "$.Key"}
    statuses = {"Successful": "PublishVersion", "Failed": "CodeIsRefused"}
    return {
        "ChangeCode": _call("lambda:updateFunctionCode", change, "ChangeCode", "CodeSha256", "WaitForCode"),
        "WaitForCode": {"Type": "Wait", "Seconds": WAIT_FOR_CODE_SECONDS, "Next": "LookAtCode"},
        "LookAtCode": _call(
            "lambda:getFunctionConfiguration",
            {"FunctionName": function},
            "LookAtCode",
            "LastUpdateStatus",
            "IsCodeThere",
        ),
        "IsCodeThere": _choice("$.LookAtCode.LastUpdateStatus", statuses, "WaitForCode"),
        "CodeIsRefused": {"Type": "Fail", "Error": "CodeIsRefused", "Cause": "Lambda could not update the function"},
    }


def _version(function: str) -> States:
    """What has not changed since the last version makes no new one: the alias may be there already."""
    publish = {
        "FunctionName": function,
        "CodeSha256.$": "$.ChangeCode.CodeSha256",
        "Description.$": "$.Commit",
    }
    alias = {"FunctionName": function, "Name": names.LIVE_ALIAS}
    there = {"Variable": "$.LookAtAlias.FunctionVersion", "StringEqualsPath": "$.PublishVersion.Version"}
    return {
        "PublishVersion": _call("lambda:publishVersion", publish, "PublishVersion", "Version", "LookAtAlias"),
        "LookAtAlias": _call("lambda:getAlias", alias, "LookAtAlias", "FunctionVersion", "IsItThere"),
        "IsItThere": {"Type": "Choice", "Choices": [{**there, "Next": "Released"}], "Default": FIND},
    }


def _deployment(name: str, hooks: list[str]) -> States:
    revision = {
        "RevisionType": "AppSpecContent",
        "AppSpecContent": {"Content.$": "States.JsonToString($.SayWhatChanges.AppSpec)"},
    }
    create = {
        "ApplicationName": name,
        "DeploymentGroupName": name,
        "Description.$": "States.JsonToString($.SayWhatChanges.Expected)",
        "Revision": revision,
    }
    back = {**create, "DeploymentConfigName": AT_ONCE, "OverrideAlarmConfiguration": WITHOUT_ALARMS}
    look = {"DeploymentId.$": "$.ShiftTraffic.DeploymentId"}
    statuses = {"Succeeded": "Released", "Failed": "TrafficReturns", "Stopped": "TrafficReturns"}
    return {
        "SayWhatChanges": {
            "Type": "Pass",
            "Parameters": _what_changes(name, hooks),
            "ResultPath": "$.SayWhatChanges",
            "Next": "DidItStandBefore",
        },
        "DidItStandBefore": stood_before("ReturnTraffic", "ShiftTraffic"),
        "ShiftTraffic": _create(create),
        "ReturnTraffic": _create(back),
        "WaitForTraffic": {"Type": "Wait", "Seconds": POLL_SECONDS, "Next": "LookAtDeployment"},
        "LookAtDeployment": _call("codedeploy:getDeployment", look, "LookAtDeployment", "DeploymentInfo", "HasItEnded"),
        "HasItEnded": _choice("$.LookAtDeployment.DeploymentInfo.Status", statuses, "WaitForTraffic"),
    }


def _create(arguments: State) -> State:
    return _call("codedeploy:createDeployment", arguments, "ShiftTraffic", "DeploymentId", "WaitForTraffic")


def _what_changes(name: str, hooks: list[str]) -> State:
    """AppSpec: for CodeDeploy. Expected: the deployment's description, by which the hooks know what to ask for."""
    properties = {
        "Name": name,
        "Alias": names.LIVE_ALIAS,
        "CurrentVersion.$": "$.LookAtAlias.FunctionVersion",
        "TargetVersion.$": "$.PublishVersion.Version",
    }
    spec = {
        "version": 0.0,
        "Resources": [{name: {"Type": "AWS::Lambda::Function", "Properties": properties}}],
        "Hooks": [{"BeforeAllowTraffic": hooks[0]}, {"AfterAllowTraffic": hooks[1]}],
    }
    return {"AppSpec": spec, "Expected": {"Version.$": "$.PublishVersion.Version", "Commit.$": "$.Commit"}}


def _outcome() -> States:
    """CodeDeploy's rollback is a deployment of its own: whoever looks for it needs to know of which."""
    reason = "$.LookAtDeployment.DeploymentInfo.ErrorInformation"
    cause = f"States.Format('{{}} (deployment {{}})', {reason}.Message, $.ShiftTraffic.DeploymentId)"
    return {
        "TrafficReturns": {"Type": "Fail", "ErrorPath": f"{reason}.Code", "CausePath": cause},
        "Released": {"Type": "Succeed"},
    }


def _call(action: str, arguments: State, state: str, member: str, next_state: str) -> State:
    """One member of the answer goes on, under the state's name: the rest is nobody's business."""
    return {
        "Type": "Task",
        "Resource": f"{SDK}{action}",
        "Parameters": arguments,
        "ResultSelector": {f"{member}.$": f"$.{member}"},
        "ResultPath": f"$.{state}",
        "Retry": [AGAIN],
        "Next": next_state,
    }


def _choice(variable: str, nexts: dict[str, str], otherwise: str) -> State:
    choices = [{"Variable": variable, "StringEquals": value, "Next": state} for value, state in nexts.items()]
    return {"Type": "Choice", "Choices": choices, "Default": otherwise}
