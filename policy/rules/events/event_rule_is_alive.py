"""An EventBridge rule is in force, has a target, and a role where the target needs one: else nothing happens.

A pipeline and a state machine do: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.events._watched import MACHINE, target_types
from policy.templates.assembly import Assembly
from policy.templates.template import listed, text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in assembly.resources("AWS::Events::Rule"):
        if at(rule.properties, "State") == "DISABLED":
            yield rule.violation("State DISABLED")
        targets = listed(at(rule.properties, "Targets") or [])
        if not targets:
            yield rule.violation("Targets")
        for target in targets:
            needs_role = ":codepipeline:" in text(at(target, "Arn")) or MACHINE in target_types(rule, target)
            if needs_role and at(target, "RoleArn") is None:
                yield rule.violation(f"Target {text(at(target, 'Id'))} RoleArn")
