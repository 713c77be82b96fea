"""There are roles, and no users, groups, access keys or passwords: what does not expire gets lost."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

TYPES = (
    "AWS::IAM::User",
    "AWS::IAM::UserPolicy",
    "AWS::IAM::UserToGroupAddition",
    "AWS::IAM::Group",
    "AWS::IAM::GroupPolicy",
    "AWS::IAM::AccessKey",
)
POLICIES = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy")


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(*TYPES):
        yield resource.violation(resource.type)
    for policy in assembly.resources(*POLICIES):
        for holders in ("Users", "Groups"):
            if policy.properties.get(holders):
                yield policy.violation(f"attached to {holders}")
