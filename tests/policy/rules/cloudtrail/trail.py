"""A trail, its bucket, its key and its log group as the rules like them, to be broken by tests."""

from copy import deepcopy
from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of
from tests.policy.rules.policies import document

NAME = "records"
OBJECTS = f"arn:aws:s3:::{NAME}/*"
CLOUDTRAIL = {"Service": "cloudtrail.amazonaws.com"}
WRITE = {"Sid": "Write", "Principal": CLOUDTRAIL, "Action": "s3:PutObject", "Resource": OBJECTS}
NO_WRITE = {
    "Sid": "NobodyElseWrites",
    "Effect": "Deny",
    "Principal": {"AWS": "*"},
    "Action": "s3:PutObject",
    "Resource": OBJECTS,
    "Condition": {"StringNotEquals": {"aws:PrincipalServiceName": "cloudtrail.amazonaws.com"}},
}
NO_DELETE = {
    "Sid": "NobodyDeletes",
    "Effect": "Deny",
    "Principal": {"AWS": "*"},
    "Action": ["s3:BypassGovernanceRetention", "s3:DeleteObject", "s3:DeleteObjectVersion"],
    "Resource": OBJECTS,
}
TRAIL: dict[str, Any] = {
    "EnableLogFileValidation": True,
    "EventSelectors": [{"IncludeManagementEvents": True, "ReadWriteType": "All"}],
    "IncludeGlobalServiceEvents": True,
    "IsLogging": True,
    "IsMultiRegionTrail": True,
    "KMSKeyId": {"Fn::GetAtt": ["Key", "Arn"]},
    "S3BucketName": {"Ref": "Bucket"},
    "CloudWatchLogsLogGroupArn": {"Fn::GetAtt": ["Logs", "Arn"]},
}
LOCKED: dict[str, Any] = {
    "BucketName": NAME,
    "ObjectLockEnabled": True,
    "ObjectLockConfiguration": {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Days": 365, "Mode": "GOVERNANCE"}},
    },
    "LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 365}]},
}


def resources(trail: dict[str, Any], bucket: dict[str, Any] | None = None, *statements: Any) -> dict[str, Any]:
    """`trail`, `bucket`: properties that differ, None to leave one out; `statements` in place of the right ones."""
    policy = {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": document(*(statements or (WRITE, NO_WRITE, NO_DELETE)))}
    return {
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": _changed(TRAIL, trail)},
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": _changed(LOCKED, bucket or {})},
        "BucketPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": policy},
        "Key": {"Type": "AWS::KMS::Key"},
        "Logs": {"Type": "AWS::Logs::LogGroup"},
    }


def assembly(trail: dict[str, Any], bucket: dict[str, Any] | None = None, *statements: Any) -> Assembly:
    return assembly_of(**resources(trail, bucket, *statements))


def _changed(right: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**deepcopy(right), **changes}.items() if value is not None}
