"""A listener forwards to target groups of its template, redirects to HTTPS on the same host, or answers with an error.

A redirection to another host takes visitors away, and a fixed answer of success says that all is well whatever the
targets do.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules._security_groups import LISTENER
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import at, objects

RULE, TARGETS = "AWS::ElasticLoadBalancingV2::ListenerRule", "AWS::ElasticLoadBalancingV2::TargetGroup"
ELSEWHERE = ("Host", "Path", "Query")
ERRORS = ("4", "5")


def check(assembly: Assembly) -> Iterator[Violation]:
    for listener in assembly.resources(LISTENER, RULE):
        for key in ("DefaultActions", "Actions"):
            for action in objects(at(listener.properties, key)):
                yield from (listener.violation(what) for what in _wrong(listener, action))


def _wrong(listener: Located, action: Mapping[str, Any]) -> Iterator[str]:
    kind = text(at(action, "Type"))
    if kind == "forward":
        for targets in _targets(action):
            if resource_referred(listener.stack, targets, TARGETS) is None:
                yield f"TargetGroupArn::{text(targets)}"
    elif kind == "redirect":
        yield from (f"Redirect::{text(at(action, f'RedirectConfig.{key}'))}" for key in _places(action))
    elif kind != "fixed-response" or not text(at(action, "FixedResponseConfig.StatusCode")).startswith(ERRORS):
        yield f"Type::{kind}"


def _targets(action: Mapping[str, Any]) -> list[Any]:
    weighted = [at(one, "TargetGroupArn") for one in objects(at(action, "ForwardConfig.TargetGroups"))]
    return [*weighted, *([at(action, "TargetGroupArn")] if at(action, "TargetGroupArn") or not weighted else [])]


def _places(action: Mapping[str, Any]) -> list[str]:
    """Unsaid, host, path and query stay what they are."""
    return [key for key in ELSEWHERE if not text(at(action, f"RedirectConfig.{key}") or "#{").count("#{")]
