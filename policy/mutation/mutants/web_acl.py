"""What a web ACL lets through, or does not tell."""

from policy.mutation.mutant import Mutant, properties, put
from policy.templates.assembly import Assembly

ACL, LOGGING = (("production", f"Ec2/LoadBalancer/WebAcl/{name}") for name in ("Acl", "Logging"))
GROUP = "Rules.0.Statement.ManagedRuleGroupStatement"
COUNT = [{"Name": "SizeRestrictions_BODY", "ActionToUse": {"Count": {}}}]
SEEN = {"CloudWatchMetricsEnabled": True, "MetricName": "Allow", "SampledRequestsEnabled": True}
COUNTRIES = {"GeoMatchStatement": {"CountryCodes": ["DE", "US"]}}
ALLOW = {"Name": "Allow", "Priority": 0, "Action": {"Allow": {}}, "Statement": COUNTRIES, "VisibilityConfig": SEEN}
DROP_BLOCKED = {
    "DefaultBehavior": "KEEP",
    "Filters": [
        {
            "Behavior": "DROP",
            "Requirement": "MEETS_ANY",
            "Conditions": [{"ActionCondition": {"Action": "BLOCK"}}],
        }
    ],
}


def _allow_first(assembly: Assembly) -> None:
    acl = properties(assembly, *ACL)
    acl["Rules"] = [ALLOW, *({**rule, "Priority": rule["Priority"] + 1} for rule in acl["Rules"])]


MUTANTS = (
    Mutant("web ACL: some countries need not pass the rules", _allow_first, of="strict"),
    Mutant("web ACL: rules for some countries", put(*ACL, f"{GROUP}.ScopeDownStatement", COUNTRIES), of="strict"),
    Mutant("web ACL: a rule counts only", put(*ACL, f"{GROUP}.RuleActionOverrides", COUNT), of="strict"),
    Mutant("web ACL: log without what was blocked", put(*LOGGING, "LoggingFilter", DROP_BLOCKED), of="strict"),
)
