"""A bucket's policy gives no other account control of the bucket or of who reads its objects: FSBP S3.6.

https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import others
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

CONTROL = {
    "s3:deletebucketpolicy",
    "s3:putbucketacl",
    "s3:putbucketpolicy",
    "s3:putencryptionconfiguration",
    "s3:putobjectacl",
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for policy in assembly.resources("AWS::S3::BucketPolicy"):
        for statement in statements(policy):
            if statement.allows and others(statement):
                for action in statement.actions:
                    if action.lower() in CONTROL:
                        yield policy.violation(f"{statement.name}::{action}")
