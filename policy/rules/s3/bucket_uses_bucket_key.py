"""A bucket with a KMS key uses an S3 bucket key: without, each object costs a call to KMS, which throttles.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import BUCKET, default_encryption
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        encryption = default_encryption(bucket)
        by_kms = at(encryption, "ServerSideEncryptionByDefault.SSEAlgorithm") == "aws:kms"
        if by_kms and not is_true(at(encryption, "BucketKeyEnabled")):
            yield bucket.violation("BucketKeyEnabled")
