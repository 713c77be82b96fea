"""What releases asks for no alarm on an outage: no deployment group, no stage of a pipeline, no state machine.

Before the first release nothing answers, and while nothing answers a release is what mends it: CodeDeploy starts no
deployment while one of its alarms is on.
https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-create-alarms.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._outage import outage_alarms
from policy.rules.codedeploy._groups import release_alarms
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at

MACHINE = "AWS::StepFunctions::StateMachine"


def check(assembly: Assembly) -> Iterator[Violation]:
    watched = {(alarm.stack.id, alarm.logical_id) for alarm in release_alarms(assembly)}
    asked = {
        text(rule.setting("AlarmName")) for one in pipelines(assembly) for stage in one.stages for rule in stage.rules
    }
    for alarm in outage_alarms(assembly):
        if (alarm.stack.id, alarm.logical_id) in watched:
            yield alarm.violation("a deployment watches it")
        if text(at(alarm.properties, "AlarmName")) in asked:
            yield alarm.violation("a stage asks for it")
        for machine in alarm.stack.resources(MACHINE):
            if _asks(machine, alarm):
                yield alarm.violation(f"{machine.logical_id} asks for it")


def _asks(machine: Located, alarm: Located) -> bool:
    states = text(at(machine.properties, "DefinitionString"))
    return text(at(alarm.properties, "AlarmName")) in states or f"${{{alarm.logical_id}}}" in states
