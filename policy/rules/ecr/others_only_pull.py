"""Whoever a repository's own policy lets in may pull its images, and do nothing else with it.

Images come from the pipeline alone, whose roles say so in their own policies.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

PULL = {"ecr:batchchecklayeravailability", "ecr:batchgetimage", "ecr:getdownloadurlforlayer"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for repository in assembly.resources("AWS::ECR::Repository"):
        for statement in statements(repository):
            if statement.allows:
                allowed = statement.actions or ("everything but some",)
                for action in allowed:
                    if action.lower() not in PULL:
                        yield repository.violation(f"{statement.name}::{action}")
