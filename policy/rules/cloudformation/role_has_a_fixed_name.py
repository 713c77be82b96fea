"""Roles, managed policies and instance profiles have names that are written out: other accounts name them."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

NAMES = {
    "AWS::IAM::InstanceProfile": "InstanceProfileName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName",
    "AWS::IAM::Role": "RoleName",
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(*NAMES):
        if not isinstance(resource.properties.get(NAMES[resource.type]), str):
            yield resource.violation(NAMES[resource.type])
