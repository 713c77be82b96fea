"""What the pipeline asks before and after an environment's stage, and what it does when the stage fails.

Properties of CloudFormation: CDK's Rule takes roles of its own stack alone, and these are of other accounts.
https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
"""

from typing import Any

from aws_cdk import aws_codepipeline as codepipeline

from config import names, places
from config.model import Environment, Pipeline, Window

Properties = dict[str, Any]

# A retry repeats every action: a change set that failed can be made anew, and not executed twice.
ON_FAILURE: dict[str, Properties] = {
    "rollback": {"Result": "ROLLBACK"},
    "retry": {"Result": "RETRY", "RetryConfiguration": {"RetryMode": "ALL_ACTIONS"}},
}


def ask(pipeline: codepipeline.Pipeline, config: Pipeline) -> None:
    definition = pipeline.node.default_child
    assert isinstance(definition, codepipeline.CfnPipeline)
    stages = [stage.stage_name for stage in pipeline.stages]
    for environment in config.environments:
        number = stages.index(environment.name)
        for moment, says in _conditions(config, environment).items():
            definition.add_property_override(f"Stages.{number}.{moment}", says)


def _conditions(config: Pipeline, environment: Environment) -> Properties:
    conditions: Properties = {}
    if environment.window:
        conditions["BeforeEntry"] = _one("FAIL", [_window(environment.window)])
    if environment.bake:
        result = "ROLLBACK" if environment.on_failure == "rollback" else "FAIL"
        conditions["OnSuccess"] = _one(result, _bake(config, environment, environment.bake))
    if environment.on_failure:
        conditions["OnFailure"] = ON_FAILURE[environment.on_failure]
    return conditions


def _one(result: str, rules: list[Properties]) -> Properties:
    return {"Conditions": [{"Result": result, "Rules": rules}]}


def _window(window: Window) -> Properties:
    """It calls nothing, and needs no role."""
    return _rule("Window", "DeploymentWindow", {"Cron": quartz(window), "TimeZone": window.time_zone})


def _bake(config: Pipeline, environment: Environment, minutes: int) -> list[Properties]:
    """Each alarm; with several regions the one of each that stands for all: a condition takes five rules."""
    return [
        {
            **_rule(
                f"Bake-{place.region if place.regions else what}",
                "CloudWatchAlarm",
                {
                    "AlarmName": names.alarm_name(config, place, what),
                    "AlarmStates": "ALARM",
                    "WaitTime": str(minutes),
                },
            ),
            "RoleArn": names.environment_role_arn(config, place, names.BAKE),
            "Region": names.environment_region(config, place),
        }
        for place in places.places_of(config, environment)
        for what in names.baked_alarms(place)
    ]


def _rule(name: str, provider: str, configuration: dict[str, str]) -> Properties:
    kind = {"Category": "Rule", "Owner": "AWS", "Provider": provider, "Version": "1"}
    return {"Name": name, "RuleTypeId": kind, "Configuration": configuration}


def quartz(window: Window) -> str:
    """Every second and minute of its hours, of which the last ends with the window; 09-17 is 9-16.

    https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
    """
    first, end = window.first_and_end
    return f"* * {first}-{end - 1} ? * {','.join(window.each_day).upper()} *"
