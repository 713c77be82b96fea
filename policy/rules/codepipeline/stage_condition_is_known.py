"""A stage asks only what the rules look into: a window before it is entered, alarms before it is left.

It fails, or returns to the last good execution, when the answer is no. A condition that skips a stage would skip what
it guards, and a rule that runs commands, a build or a function runs code where nobody looks. A failed stage rolls back
or is tried once more, of which CodePipeline takes one without conditions.
https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import MOMENTS, Pipeline, Stage, pipelines
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at, fields

KNOWN = {"BeforeEntry": ("DeploymentWindow", "CloudWatchAlarm"), "OnSuccess": ("CloudWatchAlarm",), "OnFailure": ()}
RESULTS = {"BeforeEntry": ("FAIL",), "OnSuccess": ("FAIL", "ROLLBACK"), "OnFailure": ()}
RULES = 5
RETRY_MODES = ("ALL_ACTIONS", "FAILED_ACTIONS")
OF_RULE = {"Name", "RuleTypeId", "Configuration", "RoleArn", "Region"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for stage in pipeline.stages:
            for moment in MOMENTS:
                if at(stage.definition, moment) is not None:
                    yield from (
                        pipeline.resource.violation(f"{stage.name} {moment}{wrong}")
                        for wrong in _wrong(pipeline, stage, moment)
                    )


def _wrong(pipeline: Pipeline, stage: Stage, moment: str) -> Iterator[str]:
    says = at(stage.definition, moment)
    allowed = {"Result", "RetryConfiguration"} if moment == "OnFailure" else {"Conditions"}
    if not fields(says) or set(says) - allowed:
        yield ""
        return
    if moment == "OnFailure":
        if not _is_failure(says):
            yield " Result"
        return
    conditions = at(says, "Conditions")
    if not isinstance(conditions, list) or len(conditions) != 1 or at(conditions[0], "Result") not in RESULTS[moment]:
        yield " Result"
    rules = [rule for rule in stage.rules if rule.moment == moment]
    if not 1 <= len(rules) <= RULES:
        yield f" {len(rules)} rules"
    for rule in rules:
        if rule.provider not in KNOWN[moment] or set(rule.definition) - OF_RULE:
            yield f" {rule.name} {rule.provider}"


def _is_failure(says: object) -> bool:
    retry = at(says, "RetryConfiguration.RetryMode")
    if at(says, "Result") == "ROLLBACK":
        return retry is None
    return at(says, "Result") == "RETRY" and len(listed(retry)) == 1 and retry in RETRY_MODES
