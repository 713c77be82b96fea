"""No metadata tells a linter to look away: what is let pass stands in the gate's exceptions, with its reason."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

SUPPRESSIONS = ("cdk_nag", "cfn-lint", "cfn_nag", "checkov", "guard")


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for name in SUPPRESSIONS:
            if name in stack.template.get("Metadata", {}):
                yield stack.violation(f"Metadata::{name}")
    for resource in assembly.resources():
        for name in SUPPRESSIONS:
            if name in resource.definition.get("Metadata", {}):
                yield resource.violation(f"Metadata::{name}")
