"""Artifacts lie in a bucket of the pipeline's own template, under the key with which that bucket encrypts; those of
another region in a bucket of a template for that region.

Who may read and write another bucket, and use another key, stands in no template that these rules see.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.s3._buckets import BUCKET, default_encryption
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant, resource_referred
from policy.templates.template import text
from policy.templates.values import at

KEY = "ServerSideEncryptionByDefault.KMSMasterKeyID"


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        home = pipeline.resource.stack.region
        yield from _at_home(pipeline.resource, pipeline.stores.get(home))
        for region, store in pipeline.stores.items():
            if region != home and not _is_made(assembly, region, text(at(store, "Location"))):
                yield pipeline.resource.violation(f"ArtifactStore.Location in {region}")


def _at_home(pipeline: Located, store: Any) -> Iterator[Violation]:
    bucket = resource_meant(pipeline.stack, at(store, "Location"), "BucketName", BUCKET)
    if bucket is None:
        yield pipeline.violation("ArtifactStore.Location")
        return
    key = at(store, "EncryptionKey.Id")
    declared = resource_referred(pipeline.stack, key, "AWS::KMS::Key") is not None
    if not declared or key != at(default_encryption(bucket), KEY):
        yield pipeline.violation("ArtifactStore.EncryptionKey")


def _is_made(assembly: Assembly, region: str, name: str) -> bool:
    here = (stack for stack in assembly.stacks if stack.region == region)
    return any(
        text(at(bucket.properties, "BucketName")) == name for stack in here for bucket in stack.resources(BUCKET)
    )
