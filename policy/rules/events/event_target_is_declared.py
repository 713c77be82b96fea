"""An EventBridge rule hands its events to a pipeline or a state machine of the same template, and to nothing else.

An event says what is released when and by whom; and what a rule starts elsewhere nobody here looks at.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.events._watched import MACHINE, RULE, target_types
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, objects

TARGETS = {MACHINE, "AWS::CodePipeline::Pipeline"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in assembly.resources(RULE):
        for target in objects(at(rule.properties, "Targets")):
            if not target_types(rule, target) & TARGETS:
                yield rule.violation(f"Target {text(at(target, 'Arn'))}")
