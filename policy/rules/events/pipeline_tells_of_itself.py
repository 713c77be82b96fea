"""A pipeline's failures and rollbacks are told, and each day one that deploys is asked whether it still succeeds.

What nobody is told of is found out by users. Which events say so:
https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.events._watched import hears, telling
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, objects

ACTION, EXECUTION = (f"CodePipeline {what} Execution State Change" for what in ("Action", "Pipeline"))
TOLD: dict[str, tuple[str, dict[str, Any]]] = {
    "a build fails": (ACTION, {"state": ["FAILED"], "type": {"category": ["Build"]}}),
    "a deployment fails": (ACTION, {"state": ["FAILED"], "action": [{"prefix": "Release"}]}),
    "an execution fails": (EXECUTION, {"state": ["FAILED"]}),
    "a stage is rolled back": (EXECUTION, {"state": ["SUCCEEDED"]}),
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        name, rules = text(at(pipeline.resource.properties, "Name")), list(telling(pipeline.resource.stack))
        for what, (detail_type, detail) in TOLD.items():
            if not any(hears(rule, detail_type, name, **detail) for rule in rules):
                yield pipeline.resource.violation(f"nobody is told that {what}")
        if pipeline.environments and not any(_asks_daily(rule, name) for rule in rules):
            yield pipeline.resource.violation("nobody is told that it is stale")


def _asks_daily(rule: Located, pipeline: str) -> bool:
    asked = [text(at(target, "InputTransformer.InputTemplate")) for target in objects(at(rule.properties, "Targets"))]
    daily = at(rule.properties, "ScheduleExpression") == "rate(1 day)"
    return daily and any(f'"pipeline":"{pipeline}"' in template for template in asked)
