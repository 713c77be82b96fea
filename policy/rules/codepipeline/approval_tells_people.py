"""Every approval has a topic that tells people of it; else the pipeline waits seven days for nobody, and fails.

https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-approve-or-reject.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.asks_people and action.setting("NotificationArn") is None:
                yield action.violation("NotificationArn")
