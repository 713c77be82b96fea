"""What an EventBridge rule watches, and where it hands on what it has seen."""

from collections.abc import Iterator
from typing import Any

from policy.templates.assembly import Located, Stack
from policy.templates.references import all_referred
from policy.templates.template import listed
from policy.templates.values import at, objects

RULE = "AWS::Events::Rule"
MACHINE = "AWS::StepFunctions::StateMachine"


def telling(stack: Stack) -> Iterator[Located]:
    """The rules in force that hand events to a state machine of the same template."""
    for rule in stack.resources(RULE):
        if at(rule.properties, "State") != "DISABLED" and any(
            MACHINE in target_types(rule, target) for target in objects(at(rule.properties, "Targets"))
        ):
            yield rule


def target_types(rule: Located, target: Any) -> set[str]:
    """Types of the resources that a target's ARN refers to."""
    resources = rule.stack.template["Resources"]
    return {resources[name]["Type"] for name in all_referred(at(target, "Arn")) if name in resources}


def hears(rule: Located, detail_type: str, pipeline: str, **detail: Any) -> bool:
    """Whether the pattern asks for these values in the detail of events of CodePipeline."""
    pattern = at(rule.properties, "EventPattern")
    about = {"source": ["aws.codepipeline"], "detail-type": [detail_type]}
    heard = all(at(pattern, key) == value for key, value in about.items())
    return (
        heard
        and pipeline in listed(at(pattern, "detail.pipeline") or [])
        and all(at(pattern, f"detail.{key}") == value for key, value in detail.items())
    )
