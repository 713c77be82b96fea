"""CloudFormation makes resources as a role of its own; without, as the role that started it, which then needs all.

Security Hub's CloudFormation.4 asks the same of stacks.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly

TAKES_ROLE = ("CREATE_UPDATE", "CHANGE_SET_REPLACE", "REPLACE_ON_FAILURE", "DELETE_ONLY")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            role = action.setting("RoleArn")
            if action.mode in TAKES_ROLE and role in (None, action.role):
                yield action.violation("Configuration.RoleArn")
