"""A web ACL applies AWS's managed rules against known bad inputs and common attacks, and blocks what they find.

https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.values import fields, objects

ACL = "AWS::WAFv2::WebACL"
WANTED = ("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet")


def check(assembly: Assembly) -> Iterator[Violation]:
    for acl in assembly.resources(ACL):
        blocking = set(_blocking(acl))
        for name in WANTED:
            if name not in blocking:
                yield acl.violation(f"ManagedRuleGroup::{name}")


def _blocking(acl: Located) -> Iterator[str]:
    """A group whose action is overridden to Count stops nothing."""
    for rule in objects(acl.properties.get("Rules")):
        group = fields(fields(rule.get("Statement")).get("ManagedRuleGroupStatement"))
        counts_only = "Count" in fields(rule.get("OverrideAction"))
        if group.get("VendorName") == "AWS" and not counts_only:
            yield str(group.get("Name"))
