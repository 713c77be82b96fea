"""An EventBridge rule hands events to a pipeline, state machine or log group of its template, to a bus of one of the
stacks, and to nothing else.

An event says what is released when and by whom; and what a rule starts elsewhere nobody here looks at.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.events._watched import MACHINE, RULE, buses, target_types
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, objects

TARGETS = {MACHINE, "AWS::CodePipeline::Pipeline"}


def check(assembly: Assembly) -> Iterator[Violation]:
    ours = buses(assembly)
    for rule in assembly.resources(RULE):
        for target in objects(at(rule.properties, "Targets")):
            to_our_bus = concrete(text(at(target, "Arn")), rule.stack) in ours
            if not (to_our_bus or target_types(rule, target) & TARGETS or _is_own_log_group(rule, target)):
                yield rule.violation(f"Target {text(at(target, 'Arn'))}")


def _is_own_log_group(rule: Located, target: Any) -> bool:
    """Its ARN is written out: GetAtt's ends in `:*`, which EventBridge does not take."""
    names = (at(group.properties, "LogGroupName") for group in rule.stack.resources("AWS::Logs::LogGroup"))
    return any(text(at(target, "Arn")).endswith(f":log-group:{name}") for name in names)
