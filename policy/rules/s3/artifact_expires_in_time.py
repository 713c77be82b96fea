"""An artifact stays a month, so that approvals and rollbacks find it, and then goes: current and old versions alike.

CodeDeploy rolls back to a revision that it reads again. One whose prefix no rule names would stay for ever. An
approval waits seven days: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import Pipeline, pipelines
from policy.rules.s3._buckets import BUCKET, lifecycle_rules
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.template import text
from policy.templates.values import at, number

LEAST = 30  # days
CURRENT, OLD = "ExpirationInDays", "NoncurrentVersionExpiration.NoncurrentDays"


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        store = at(pipeline.stores.get(pipeline.resource.stack.region), "Location")
        bucket = resource_meant(pipeline.resource.stack, store, "BucketName", BUCKET)
        if bucket is not None:
            yield from _of(bucket, _prefixes(pipeline))


def _of(bucket: Located, prefixes: list[str]) -> Iterator[Violation]:
    for prefix in prefixes:
        rules = [rule for rule in lifecycle_rules(bucket) if f"{prefix}/".startswith(text(at(rule, "Prefix") or ""))]
        if not any(at(rule, CURRENT) for rule in rules):
            yield bucket.violation(f"{prefix} stays")
        for rule in rules:
            for days in _too_few(rule):
                yield bucket.violation(f"{prefix} goes after {days} days")


def _prefixes(pipeline: Pipeline) -> list[str]:
    """Of keys: CodePipeline takes 20 characters of the pipeline's name and 10 of the artifact's."""
    name = text(at(pipeline.resource.properties, "Name"))[:20]
    return sorted({f"{name}/{output[:10]}" for action in pipeline.actions for output in action.outputs})


def _too_few(rule: Any) -> Iterator[str]:
    for path in (CURRENT, OLD):
        value = at(rule, path)
        if value is not None and (number(value) or 0) < LEAST:
            yield text(value)
