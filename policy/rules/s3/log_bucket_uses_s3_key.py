"""A bucket that access logs are delivered to says SSE-S3: the delivery fails, and silently, with a KMS key.

Neither Application Load Balancers nor S3's own server access logs write to a bucket that encrypts with KMS.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.s3._buckets import default_encryption, log_buckets
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in log_buckets(assembly):
        algorithm = at(default_encryption(bucket), "ServerSideEncryptionByDefault.SSEAlgorithm")
        if algorithm != "AES256":
            yield bucket.violation(f"SSEAlgorithm {algorithm}")
