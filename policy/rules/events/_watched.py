"""What an EventBridge rule watches, and where it hands on what it has seen: in its own stack, or to a bus elsewhere."""

from collections.abc import Iterator
from typing import Any

from policy.rules._arns import concrete
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import all_referred, resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at, objects

RULE = "AWS::Events::Rule"
MACHINE = "AWS::StepFunctions::StateMachine"
BUS = "AWS::Events::EventBus"
ROLE = "AWS::IAM::Role"


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


def buses(assembly: Assembly) -> dict[str, Located]:
    """The declared ones, by ARN."""
    return {
        f"arn:aws:events:{bus.stack.region}:{bus.stack.account}:event-bus/{text(at(bus.properties, 'Name'))}": bus
        for bus in assembly.resources(BUS)
    }


def forwarding(assembly: Assembly) -> Iterator[tuple[Located, Any, str]]:
    """Rules in force that hand events to an event bus, with the target and its ARN."""
    for rule in assembly.resources(RULE):
        for target in objects(at(rule.properties, "Targets")):
            arn = concrete(text(at(target, "Arn")), rule.stack)
            if ":event-bus/" in arn and at(rule.properties, "State") != "DISABLED":
                yield rule, target, arn


def role_arn(rule: Located, target: Any) -> str:
    """Of the role of the template in which a target is reached; empty without one."""
    role = resource_referred(rule.stack, at(target, "RoleArn"), ROLE)
    return f"arn:aws:iam::{rule.stack.account}:role/{text(at(role.properties, 'RoleName'))}" if role else ""
