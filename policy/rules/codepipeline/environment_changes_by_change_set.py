"""CloudFormation changes an environment by a change set alone: what will change can be seen before it does.

CREATE_UPDATE changes at once, REPLACE_ON_FAILURE and DELETE_ONLY delete the stack.
https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly

BY_CHANGE_SET = (None, "CHANGE_SET_REPLACE", "CHANGE_SET_EXECUTE")


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if not action.updates_pipeline and action.mode not in BY_CHANGE_SET:
                yield action.violation(f"ActionMode {action.mode}")
