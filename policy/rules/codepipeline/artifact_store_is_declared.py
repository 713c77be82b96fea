"""Artifacts lie in a bucket of the pipeline's own template, under the key with which that bucket encrypts.

Who may read and write another bucket, and use another key, stands in no template that these rules see.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PIPELINE
from policy.rules.s3._buckets import BUCKET, default_encryption
from policy.templates.assembly import Assembly
from policy.templates.references import resource_meant, resource_referred
from policy.templates.values import at

KEY = "ServerSideEncryptionByDefault.KMSMasterKeyID"


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources(PIPELINE):
        store = at(pipeline.properties, "ArtifactStore")
        bucket = resource_meant(pipeline.stack, at(store, "Location"), "BucketName", BUCKET)
        if bucket is None:
            yield pipeline.violation("ArtifactStore.Location")
            continue
        key = at(store, "EncryptionKey.Id")
        declared = resource_referred(pipeline.stack, key, "AWS::KMS::Key") is not None
        if not declared or key != at(default_encryption(bucket), KEY):
            yield pipeline.violation("ArtifactStore.EncryptionKey")
