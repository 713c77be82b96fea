"""A stage releases to the deployment groups of the stack that it changes: to each of them, and to no other.

Without a release an environment keeps its old version, and with another's group one changes that was not approved.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._groups import GROUP, names_of
from policy.rules.codepipeline._pipeline import Action, Stage, pipelines
from policy.rules.stepfunctions._machines import groups as machine_groups
from policy.rules.stepfunctions._machines import machine_at
from policy.templates.assembly import Assembly, Stack
from policy.templates.template import text

PROVIDERS = ("CodeDeploy", "CodeDeployToECS", "StepFunctions")


def check(assembly: Assembly) -> Iterator[Violation]:
    stacks = {stack.name: stack for stack in assembly.stacks}
    for pipeline in pipelines(assembly):
        for stage in pipeline.environments:
            changed = {action.stack_name for action in stage.actions if action.mode is not None} & stacks.keys()
            if changed:
                yield from _of(assembly, stage, [stacks[name] for name in sorted(changed)])


def _of(assembly: Assembly, stage: Stage, stacks: list[Stack]) -> Iterator[Violation]:
    groups = {names_of(group) for stack in stacks for group in stack.resources(GROUP)}
    releases = [action for action in stage.actions if action.provider in PROVIDERS]
    reached = [(action, target) for action in releases for target in _targets(assembly, action)]
    for action, target in reached:
        if target not in groups:
            yield action.violation("/".join(target))
    for group in sorted(groups - {target for _, target in reached}):
        yield stage.pipeline.violation(f"{stage.name} without {'/'.join(group)}")


def _targets(assembly: Assembly, action: Action) -> set[tuple[str, str]]:
    """Of CodeDeploy's own action the one that it names; of a state machine those that its states deploy to."""
    if action.provider == "StepFunctions":
        machine = machine_at(assembly, action.setting("StateMachineArn"))
        return machine_groups(machine) if machine else set()
    return {(text(action.setting("ApplicationName")), text(action.setting("DeploymentGroupName")))}
