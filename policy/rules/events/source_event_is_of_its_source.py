"""An EventBridge rule that starts a pipeline hears of what the pipeline's source action fetches, and of nothing else.

Of a bucket that is the one object, when it is created; of a repository the one branch, when it is created or moved.
Any other event builds what did not change, and the one that is missed builds nothing.
https://docs.aws.amazon.com/codepipeline/latest/userguide/create-S3-source-events.html
https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-trigger-source-repo-changes-console.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.codepipeline._pipeline import Action, pipelines, source_actions
from policy.rules.codepipeline.source_starts_pipeline import EVENT_SOURCES, starts
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed, text
from policy.templates.values import at

MOVED = {"referenceCreated", "referenceUpdated"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        watched = [action for action in source_actions(pipeline) if action.provider in EVENT_SOURCES]
        for rule in pipeline.resource.stack.resources("AWS::Events::Rule"):
            if starts(rule, pipeline.resource) and not any(_hears_of(rule, action) for action in watched):
                yield rule.violation("EventPattern")


def _hears_of(rule: Located, action: Action) -> bool:
    pattern = at(rule.properties, "EventPattern")
    if listed(at(pattern, "source")) != [EVENT_SOURCES[action.provider]]:
        return False
    if action.provider == "S3":
        named = (_only(pattern, "detail.bucket.name"), _only(pattern, "detail.object.key"))
        created = _only(pattern, "detail-type") == "Object Created"
        return created and named == (text(action.setting("S3Bucket")), text(action.setting("S3ObjectKey")))
    branch = _only(pattern, "detail.referenceName") == text(action.setting("BranchName"))
    return branch and set(listed(at(pattern, "detail.event"))) == MOVED and _repository(pattern, action)


def _repository(pattern: Any, action: Action) -> bool:
    stack = action.pipeline.stack
    own = f"arn:aws:codecommit:{stack.region}:{stack.account}:{text(action.setting('RepositoryName'))}"
    return concrete(text(_only(pattern, "resources") or ""), stack) == own


def _only(pattern: Any, path: str) -> Any:
    """The one value that is asked for; None where there are several, or none."""
    values = listed(at(pattern, path))
    return values[0] if len(values) == 1 else None
