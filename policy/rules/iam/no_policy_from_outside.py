"""A role has only policies of its own template, which can be read there: none of AWS's and none by ARN.

AWS's managed policies allow with wildcards, and AWS changes them (FSBP IAM.1; cdk-nag's IAM4 is blind to
generic resources).
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text

POLICY = "AWS::IAM::ManagedPolicy"


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources("AWS::IAM::Role"):
        for policy in listed(role.properties.get("ManagedPolicyArns", [])):
            if not _is_own(role, policy):
                yield role.violation(f"Policy::{text(policy)}")


def _is_own(role: Located, policy: object) -> bool:
    own = role.stack.template["Resources"]
    return isinstance(policy, dict) and own.get(policy.get("Ref"), {}).get("Type") == POLICY
