"""A bucket that is copied, for tests of rules on replication."""

from typing import Any

from policy.templates.assembly import Assembly
from tests.policy.rules.builder import assembly_of
from tests.policy.rules.policies import identity, role

COPY = "arn:aws:s3:::copy"
RULE = {
    "Status": "Enabled",
    "Destination": {"Bucket": COPY, "EncryptionConfiguration": {"ReplicaKmsKeyID": "arn:key"}},
    "SourceSelectionCriteria": {"SseKmsEncryptedObjects": {"Status": "Enabled"}},
}


def copied(rule: dict[str, Any], owner: str = "111111111111", written: str = COPY) -> Assembly:
    condition = {"StringEquals": {"aws:ResourceAccount": owner}}
    replication = {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Rules": [rule]} if rule else {}
    return assembly_of(
        Bucket={"Type": "AWS::S3::Bucket", "Properties": {"ReplicationConfiguration": replication}},
        Role=role({"Service": "s3.amazonaws.com"}),
        Policy=identity(
            {"Action": "s3:ReplicateObject", "Resource": f"{written}/*", "Condition": condition},
            Roles=[{"Ref": "Role"}],
        ),
    )
