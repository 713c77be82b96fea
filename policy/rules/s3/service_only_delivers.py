"""A service that a bucket's policy lets in delivers there, and reads nothing.

It puts objects, and may see whose bucket it is: server access logs and load balancers only put, CloudTrail looks at
the bucket's ACL too.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import services
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

POLICY = "AWS::S3::BucketPolicy"
DELIVERS = {"s3:putobject", "s3:getbucketacl"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources(POLICY):
        for statement in statements(resource):
            if statement.allows and services(statement):
                for action in statement.actions:
                    if action.lower() not in DELIVERS:
                        yield resource.violation(f"{statement.name}::{action}")
