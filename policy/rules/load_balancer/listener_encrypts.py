"""A listener speaks HTTPS or TLS; one that speaks HTTP does nothing but redirect to HTTPS."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import LISTENER
from policy.templates.assembly import Assembly, Located
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import fields, objects

RULE = "AWS::ElasticLoadBalancingV2::ListenerRule"
ENCRYPTED = ("HTTPS", "TLS")


def check(assembly: Assembly) -> Iterator[Violation]:
    for listener in assembly.resources(LISTENER):
        protocol = text(listener.properties.get("Protocol", "not set"))
        if protocol not in ENCRYPTED and not all(_redirects(action) for action in _actions(listener)):
            yield listener.violation(f"Protocol::{protocol}")


def _actions(listener: Located) -> list[object]:
    """Of the listener and of its rules; without any, one that redirects nowhere."""
    of_rules = [
        action
        for rule in listener.stack.resources(RULE)
        if referred(rule.properties.get("ListenerArn")) == listener.logical_id
        for action in objects(rule.properties.get("Actions"))
    ]
    return [*objects(listener.properties.get("DefaultActions")), *of_rules] or [None]


def _redirects(action: object) -> bool:
    return fields(fields(action).get("RedirectConfig")).get("Protocol") == "HTTPS"
