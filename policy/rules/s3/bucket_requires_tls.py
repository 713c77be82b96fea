"""Every bucket has a policy that denies all access without TLS."""

from collections.abc import Iterator

from policy.assembly import Assembly, Located
from policy.finding import Violation
from policy.statements import statements

BUCKET, POLICY = "AWS::S3::Bucket", "AWS::S3::BucketPolicy"


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        if not any(_denies_plain_http(policy) for policy in _policies(bucket)):
            yield bucket.violation("no statement denies plain HTTP")


def _policies(bucket: Located) -> list[Located]:
    policies = bucket.stack.resources(POLICY)
    return [policy for policy in policies if policy.properties.get("Bucket") == {"Ref": bucket.logical_id}]


def _denies_plain_http(policy: Located) -> bool:
    return any(
        not statement.allows
        and statement.actions == ("s3:*",)
        and ("AWS", "*") in statement.principals
        and list(statement.conditions) == [("Bool", "aws:securetransport", ("false",))]
        and len(statement.resources) == 2  # the bucket, and its objects
        for statement in statements(policy)
    )
