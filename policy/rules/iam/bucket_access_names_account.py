"""An identity's permission on a bucket by its name says whose bucket: aws:ResourceAccount.

A bucket's ARN has no account. Whoever takes the name of a deleted bucket would be handed our objects, or hand us
theirs.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._conditions import narrows
from policy.templates.assembly import Assembly
from policy.templates.statements import statements


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "identity" and statement.allows and not narrows(statement, "aws:ResourceAccount"):
                for named in statement.resources:
                    if ":s3:::" in named:
                        yield resource.violation(f"{statement.name}::{named}")
