"""Every bucket has a policy that denies all access without TLS."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._transport import refuse_plain_http
from policy.rules.s3._buckets import BUCKET, policies
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    for bucket in assembly.resources(BUCKET):
        arns = _arns(bucket)
        objects = [f"{arn}/*" for arn in arns]
        if not refuse_plain_http(policies(bucket), ["s3:*"], [arns, objects]):
            yield bucket.violation("no statement denies plain HTTP")


def _arns(bucket: Located) -> list[str]:
    names = [f"${{{bucket.logical_id}}}", text(bucket.properties.get("BucketName", ""))]
    return [f"${{{bucket.logical_id}.Arn}}", *(f"arn:aws:s3:::{name}" for name in names)]
