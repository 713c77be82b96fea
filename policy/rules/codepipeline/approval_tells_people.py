"""Of every approval an EventBridge rule tells people; else the pipeline waits seven days for nobody, and fails.

https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals-approve-or-reject.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Action, pipelines
from policy.rules.events._watched import hears, telling
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import at

STARTED = {"state": ["STARTED"], "type": {"category": ["Approval"]}}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        rules = list(telling(pipeline.resource.stack))
        for action in pipeline.actions:
            if action.asks_people and not any(_tells(rule, action) for rule in rules):
                yield action.violation("nobody is told")


def _tells(rule: Located, action: Action) -> bool:
    name = text(at(action.pipeline.properties, "Name"))
    stages = listed(at(rule.properties, "EventPattern.detail.stage") or [])
    return hears(rule, "CodePipeline Action Execution State Change", name, **STARTED) and action.stage in stages
