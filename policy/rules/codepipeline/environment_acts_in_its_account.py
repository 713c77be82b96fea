"""A stage changes a stack as roles of the account that the stack lies in.

Roles of another account would make the stack there: production's resources in the account of development.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import DEPLOYING, Action, Stage, account_of, pipelines
from policy.templates.assembly import Assembly, Stack


def check(assembly: Assembly) -> Iterator[Violation]:
    stacks = {stack.name: stack for stack in assembly.stacks}
    for pipeline in pipelines(assembly):
        for stage in pipeline.environments:
            deployed = {action.stack_name for action in stage.actions if action.mode is not None} & stacks.keys()
            accounts = {stacks[name].account for name in deployed}
            if accounts:
                yield from _elsewhere(stage, accounts, pipeline.resource.stack)


def _elsewhere(stage: Stage, accounts: set[str], pipelines_stack: Stack) -> Iterator[Violation]:
    for action in stage.actions:
        for where, role in _roles(action):
            account = account_of(role, pipelines_stack)
            if account not in accounts:
                yield action.violation(f"{where} of {account or 'unknown account'}")


def _roles(action: Action) -> Iterator[tuple[str, object]]:
    if action.category in DEPLOYING and action.role is not None:
        yield "RoleArn", action.role
    execution_role = action.setting("RoleArn")
    if action.mode is not None and execution_role is not None:
        yield "Configuration.RoleArn", execution_role
