"""Policies are managed policies, which are versioned and can be seen as a list: none is inline.

cdk-nag's NoInlinePolicy rules are blind to AWS::IAM::RolePolicy.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

INLINE = ("AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy")


def check(assembly: Assembly) -> Iterator[Violation]:
    for policy in assembly.resources(*INLINE):
        yield policy.violation(policy.type)
    for role in assembly.resources("AWS::IAM::Role"):
        if role.properties.get("Policies"):
            yield role.violation("Policies")
