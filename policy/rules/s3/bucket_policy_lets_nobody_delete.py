"""A bucket's policy lets nobody delete an object or change the bucket: it lets read, write, list and replicate alone.

Objects go by their lifecycle and a bucket is changed by CloudFormation. Whoever deletes a version takes away what a
rollback needs. CodePipeline puts the ACL of an object with the object; who else may is bucket_policy_keeps_control.py.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

CHANGES = re.compile(r"s3:(delete.*|replicatedelete|bypass.*|restore.*|put(?!object$|objectacl$).*)", re.IGNORECASE)


def check(assembly: Assembly) -> Iterator[Violation]:
    for policy in assembly.resources("AWS::S3::BucketPolicy"):
        for statement in statements(policy):
            if statement.allows:
                for action in statement.actions:
                    if CHANGES.fullmatch(action):
                        yield policy.violation(f"{statement.name}::{action}")
