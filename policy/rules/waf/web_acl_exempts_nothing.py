"""Every request meets all of AWS's managed rules: none is let in before, none scoped out, none of the rules off.

A rule that allows ends the evaluation.
https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing-order.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, fields, number, objects

GROUP = "Statement.ManagedRuleGroupStatement"


def check(assembly: Assembly) -> Iterator[Violation]:
    for acl in assembly.resources("AWS::WAFv2::WebACL"):
        rules = objects(acl.properties.get("Rules"))
        managed = [rule for rule in rules if at(rule, GROUP) is not None]
        last = max((_priority(rule) for rule in managed), default=0)
        for rule in rules:
            if "Allow" in fields(rule.get("Action")) and _priority(rule) < last:
                yield acl.violation(f"Allow::{text(rule.get('Name'))}")
        for rule in managed:
            yield from (acl.violation(f"{text(rule.get('Name'))}::{wrong}") for wrong in _exempted(rule))


def _exempted(rule: Mapping[str, Any]) -> Iterator[str]:
    group = fields(at(rule, GROUP))
    for element in ("ScopeDownStatement", "ExcludedRules"):
        if group.get(element):
            yield element
    for override in objects(group.get("RuleActionOverrides")):
        if not {"Block", "Captcha", "Challenge"} & set(fields(override.get("ActionToUse"))):
            yield f"RuleActionOverrides::{text(override.get('Name'))}"


def _priority(rule: Mapping[str, Any]) -> int:
    """What cannot be read might stand first."""
    found = number(rule.get("Priority"))
    return -1 if found is None else found
