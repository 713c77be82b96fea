"""An action changes a stack in the region for which the stack was synthesized, as bootstrap roles of that region.

Elsewhere CloudFormation would make a second stack of that name, with names and ARNs of the first one's region.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    regions: dict[str, set[str]] = {}
    for stack in assembly.stacks:
        regions.setdefault(stack.name, set()).add(stack.region)
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            known = regions.get(action.stack_name) if action.mode is not None else None
            if known and action.region not in known:
                yield action.violation(f"Region {action.region}")
            yield from _roles_elsewhere(action)


def _roles_elsewhere(action: Action) -> Iterator[Violation]:
    """`cdk bootstrap` ends the names of its roles with the region: they act on stacks there."""
    for where, role in (("RoleArn", action.role), ("Configuration.RoleArn", action.setting("RoleArn"))):
        name = text(role).rpartition("/")[2] if action.mode is not None and role is not None else ""
        if name.startswith("cdk-") and not name.endswith(f"-{action.region}"):
            yield action.violation(f"{where} {name}")
