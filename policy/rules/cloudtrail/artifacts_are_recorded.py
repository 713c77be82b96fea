"""Of every artifact bucket a trail of its account records what is read and written, down to each object.

Who wrote a revision is the first question after one that nobody knows. Which bucket holds artifacts, the pipelines say.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.cloudtrail._trails import trails
from policy.rules.s3._buckets import BUCKET
from policy.templates.assembly import Assembly, Located, Stack
from policy.templates.references import resource_referred
from policy.templates.template import listed, text
from policy.templates.values import at

PIPELINE = "AWS::CodePipeline::Pipeline"


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources(PIPELINE):
        recorded = set(_recorded(assembly, pipeline.stack.account))
        for bucket in dict.fromkeys(_stores(pipeline)):
            if recorded and f"arn:aws:s3:::{bucket}/" not in recorded:
                yield pipeline.violation(f"Objects::{bucket}")


def _stores(pipeline: Located) -> Iterator[str]:
    own = at(pipeline.properties, "ArtifactStore.Location")
    others = [at(one, "ArtifactStore.Location") for one in listed(pipeline.properties.get("ArtifactStores", []))]
    return (_bucket_name(pipeline.stack, location) for location in [own, *others] if location)


def _bucket_name(stack: Stack, location: Any) -> str:
    bucket = resource_referred(stack, location, BUCKET)
    return text(at(bucket.properties, "BucketName")) if bucket else concrete(text(location), stack)


def _recorded(assembly: Assembly, account: str) -> Iterator[str]:
    """Empty where no trail is of these templates: account_has_a_trail tells of it."""
    for trail in trails(assembly):
        if trail.stack.account == account:
            yield "a trail"
            for selector in listed(trail.properties.get("EventSelectors", [])):
                if at(selector, "ReadWriteType") == "All":
                    yield from _objects(selector, trail.stack)


def _objects(selector: Any, stack: Stack) -> Iterator[str]:
    for data in listed(at(selector, "DataResources") or []):
        if at(data, "Type") == "AWS::S3::Object":
            yield from (concrete(text(value), stack) for value in listed(at(data, "Values") or []))
