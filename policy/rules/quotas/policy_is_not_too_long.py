"""Policies keep within what IAM, S3 and KMS take.

A managed policy 6144 characters, a trust policy 2048 (unless the account's quota was raised), a role's own policies
together 10240, white space not counted; the policy of a bucket 20 KB, of a key 32 KB.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.quotas._lengths import document_length
from policy.templates.assembly import Assembly, Located
from policy.templates.values import at, objects

LIMITS = {
    ("AWS::IAM::ManagedPolicy", "PolicyDocument"): 6144,
    ("AWS::IAM::Role", "AssumeRolePolicyDocument"): 2048,
    ("AWS::S3::BucketPolicy", "PolicyDocument"): 20 * 1024,
    ("AWS::KMS::Key", "KeyPolicy"): 32 * 1024,
    ("AWS::KMS::ReplicaKey", "KeyPolicy"): 32 * 1024,
}
INLINE = 10240  # of a role, in its properties


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for where, document, most in _documents(resource):
            found = document_length(document)
            if found > most:
                yield resource.violation(f"{where}: {found} characters; AWS takes {most}")


def _documents(resource: Located) -> Iterator[tuple[str, Any, int]]:
    for (kind, where), most in LIMITS.items():
        document = at(resource.properties, where) if resource.type == kind else None
        if document is not None:
            yield where, document, most
    if resource.type == "AWS::IAM::Role":
        inline = objects(at(resource.properties, "Policies"))
        yield "Policies", [at(policy, "PolicyDocument") for policy in inline], INLINE
