"""What holds data that is nowhere else outlives its stack and its replacement.

Logs and test reports go with what they are about: they expire anyway, and a name that stays taken blocks
the next stack.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.tables.resource_list import HOLDS
from policy.templates.assembly import Assembly

EXPIRES = ("AWS::CodeBuild::ReportGroup", "AWS::Logs::LogGroup")
# Of those types the ones that CloudFormation takes a snapshot of:
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
SNAPSHOTS = ("AWS::RDS::DBInstance",)
# RetainExceptOnCreate deletes only what a failed creation leaves: nothing is in it yet.
GOOD = {"DeletionPolicy": ("Retain", "RetainExceptOnCreate"), "UpdateReplacePolicy": ("Retain",)}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(*(kind for kind in HOLDS if kind not in EXPIRES)):
        for policy, good in GOOD.items():
            chosen = resource.definition.get(policy, "Delete")
            snapshot = chosen == "Snapshot" and resource.type in SNAPSHOTS
            if chosen not in good and not snapshot:
                yield resource.violation(f"{policy}::{chosen}")
