"""A bucket encrypts with a customer's KMS key; S3's own encryption is for destinations of logs.

Who may read then needs the key as well as the bucket.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import data_buckets, default_encryption
from policy.templates.assembly import Assembly
from policy.templates.values import at

WITH_KEY = ("aws:kms", "aws:kms:dsse")


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in data_buckets(assembly):
        by_default = at(default_encryption(bucket), "ServerSideEncryptionByDefault")
        algorithm, key = at(by_default, "SSEAlgorithm"), at(by_default, "KMSMasterKeyID")
        if algorithm not in WITH_KEY:
            yield bucket.violation(f"SSEAlgorithm {algorithm}")
        elif not key or "alias/aws/" in str(key):
            yield bucket.violation("KMSMasterKeyID")
