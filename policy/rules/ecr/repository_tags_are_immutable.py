"""A tag of a repository stays with the image that it was given to."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text

REPOSITORY = "AWS::ECR::Repository"


def check(assembly: Assembly) -> Iterator[Violation]:
    for repository in assembly.resources(REPOSITORY):
        mutability = text(repository.properties.get("ImageTagMutability", "not set"))
        if mutability != "IMMUTABLE":
            yield repository.violation(f"ImageTagMutability::{mutability}")
