"""What holds data that is nowhere else outlives its stack and its replacement.

Logs and test reports go with what they are about: they expire anyway, and a name that stays taken blocks
the next stack.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.tables.resource_list import HOLDS, KEPT
from policy.templates.assembly import Assembly

EXPIRES = ("AWS::CodeBuild::ReportGroup", "AWS::Logs::LogGroup")
# RetainExceptOnCreate deletes only what a failed creation leaves: nothing is in it yet.
GOOD = {"DeletionPolicy": (*KEPT, "RetainExceptOnCreate"), "UpdateReplacePolicy": KEPT}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(*(kind for kind in HOLDS if kind not in EXPIRES)):
        for policy, good in GOOD.items():
            chosen = resource.definition.get(policy, "Delete")
            if chosen not in good:
                yield resource.violation(f"{policy}::{chosen}")
