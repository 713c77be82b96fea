"""Whether a trail may write: what the policies of its bucket and of its key say, as CreateTrail finds out.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html#API_CreateTrail_Errors
"""

from ministack.core import iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import kms, s3

PRINCIPAL = "cloudtrail.amazonaws.com"


def problem(trail_arn: str, bucket: str, key: str) -> str | None:
    """CloudTrail's refusal, or None. `key`: its ARN, or the ARN of an alias."""
    _, _, _, region, account, _ = trail_arn.split(":", 5)
    with request_scope(account, region):
        return _problem(trail_arn, account, bucket, key)


def _problem(trail_arn: str, account: str, bucket: str, key: str) -> str | None:
    arn = f"arn:aws:s3:::{bucket}"
    if s3._bucket_owner_account(bucket) is None:
        return f"S3 bucket {bucket} does not exist!"
    whole = {"s3:x-amz-acl": "bucket-owner-full-control"}
    writes = _allowed(
        trail_arn, "s3:PutObject", f"{arn}/AWSLogs/{account}/CloudTrail/", s3.bucket_policy_for_arn, whole
    )
    if not (writes and _allowed(trail_arn, "s3:GetBucketAcl", arn, s3.bucket_policy_for_arn, {})):
        return f"Incorrect S3 bucket policy is detected for bucket: {bucket}"
    used = key_arn(key)
    context = {"kms:encryptioncontext:aws:cloudtrail:arn": trail_arn}
    if not (used and _allowed(trail_arn, "kms:GenerateDataKey", used, kms.key_policy_for_arn, context)):
        return f"Insufficient permissions to access S3 bucket {bucket} or KMS key {key}."
    return None


def key_arn(named: str) -> str | None:
    """None for a key that there is not."""
    _, _, _, region, account, _ = named.split(":", 5)
    with request_scope(account, region):
        record = kms._resolve_key(named)
    return str(record["Arn"]) if record else None


def _allowed(trail_arn: str, action: str, resource: str, policy_of: object, context: dict[str, str]) -> bool:
    assert callable(policy_of)
    found = policy_of(resource)
    _, _, _, region, account, _ = trail_arn.split(":", 5)
    request = iam_evaluator.EvalContext(
        principal_arn=PRINCIPAL,
        principal_type="Service",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region=region,
        secure_transport=True,
        service_context={
            **context,
            "aws:sourcearn": trail_arn,
            "aws:sourceaccount": account,
            "aws:principalservicename": PRINCIPAL,
            "s3:tlsversion": "1.3",
        },
    )
    policy = found[0] if isinstance(found, tuple) else found
    return bool(iam_evaluator.evaluate_resource_policy(policy, request, service=PRINCIPAL).decision == "Allow")
