"""A role has at most ten managed policies, which is IAM's quota for an account that has not raised it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at

POLICIES = 10


def check(assembly: Assembly) -> Iterator[Violation]:
    for role in assembly.resources("AWS::IAM::Role"):
        found = len(listed(at(role.properties, "ManagedPolicyArns") or []))
        if found > POLICIES:
            yield role.violation(f"{found} managed policies; IAM takes {POLICIES}")
