"""What is asked before an environment is left watches every alarm that a release there stops on, for some minutes.

It does so in the environment's own account, each, or one of its stack that stands for it: a condition takes five rules,
which are too few for several regions. An alarm that nobody made is never on, and one state more to watch for
fails every release.
https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-CloudWatchAlarm.html
"""

from collections.abc import Iterable, Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._harm import stands_for
from policy.rules.codedeploy._groups import alarm, alarm_names, groups
from policy.rules.codepipeline._pipeline import Rule, Stage, account_of, pipelines
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.template import text
from policy.templates.values import at, number

METRIC = "AWS::CloudWatch::Alarm"
ALARMS = (METRIC, "AWS::CloudWatch::CompositeAlarm")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.stages:
            rules = [rule for rule in stage.rules if rule.provider == "CloudWatchAlarm"]
            stacks = list(_stacks(stage, assembly))
            for rule in rules:
                yield from _wrong(rule, stacks)
            watched = {text(rule.setting("AlarmName")) for rule in rules if rule.moment == "OnSuccess"}
            for name in sorted(_missed(_release_alarms(assembly, stacks), watched, stacks)) if watched else ():
                yield pipeline.resource.violation(f"{stage.name} OnSuccess without {name}")


def _missed(alarms: Iterable[Located], watched: set[str], stacks: list[Stack]) -> Iterator[str]:
    """By name."""
    asked = [one for stack in stacks for one in stack.resources(METRIC) if _name(one) in watched]
    for found in alarms:
        standing = (one for one in asked if one.stack.id == found.stack.id)
        if _name(found) not in watched and not any(stands_for(one, found) for one in standing):
            yield _name(found)


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
    return {_name(one) for stack in stacks for one in stack.resources(*ALARMS)}


def _name(one: Located) -> str:
    return text(at(one.properties, "AlarmName"))


def _release_alarms(assembly: Assembly, stacks: list[Stack]) -> list[Located]:
    """Those that the deployment groups of the stacks watch."""
    found = (
        alarm(group, name)
        for group in groups(assembly)
        if group.stack.id in {stack.id for stack in stacks}
        for name in alarm_names(group)
    )
    return list({(one.stack.id, one.logical_id): one for one in found if one is not None}.values())
