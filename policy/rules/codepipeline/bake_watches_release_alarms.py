"""What is asked before an environment is left watches every alarm that a release there stops on, for some minutes.

It does so in the environment's own account. An alarm that nobody made is never on, and one state more to watch for
fails every release.
https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codedeploy._groups import alarm, alarm_names, groups
from policy.rules.codepipeline._pipeline import Rule, Stage, account_of, pipelines
from policy.templates.assembly import Assembly, Stack
from policy.templates.template import text
from policy.templates.values import at, number


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.stages:
            rules = [rule for rule in stage.rules if rule.provider == "CloudWatchAlarm"]
            stacks = list(_stacks(stage, assembly))
            for rule in rules:
                yield from _wrong(rule, stacks)
            watched = {text(rule.setting("AlarmName")) for rule in rules if rule.moment == "OnSuccess"}
            for name in sorted(_release_alarms(assembly, stacks) - watched) if watched else ():
                yield pipeline.resource.violation(f"{stage.name} OnSuccess without {name}")


def _wrong(rule: Rule, stacks: list[Stack]) -> Iterator[Violation]:
    if rule.setting("AlarmStates") != "ALARM":
        yield rule.violation("AlarmStates")
    if rule.moment == "OnSuccess" and (number(rule.setting("WaitTime")) or 0) < 1:
        yield rule.violation("WaitTime")
    if text(rule.setting("AlarmName")) not in _alarms(stacks):
        yield rule.violation("AlarmName")
    if account_of(rule.role, rule.pipeline.stack) not in {stack.account for stack in stacks}:
        yield rule.violation("RoleArn")
    if at(rule.definition, "Region") not in {stack.region for stack in stacks}:
        yield rule.violation("Region")


def _stacks(stage: Stage, assembly: Assembly) -> Iterator[Stack]:
    """Those that the stage deploys."""
    deployed = {action.stack_name for action in stage.actions if action.mode is not None}
    return (stack for stack in assembly.stacks if stack.name in deployed)


def _alarms(stacks: list[Stack]) -> set[str]:
    return {text(at(one.properties, "AlarmName")) for stack in stacks for one in stack.resources(*ALARMS)}


ALARMS = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")


def _release_alarms(assembly: Assembly, stacks: list[Stack]) -> set[str]:
    """By name, those that the deployment groups of the stacks watch."""
    found = (
        alarm(group, name)
        for group in groups(assembly)
        if group.stack.id in {stack.id for stack in stacks}
        for name in alarm_names(group)
    )
    return {text(at(one.properties, "AlarmName")) for one in found if one is not None}
