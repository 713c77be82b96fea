"""A build runs in one of CodeBuild's own images, or in an image of ECR that a digest pins.

Whoever may move a tag runs code in every build that names it.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

CURATED = re.compile(r"aws/codebuild/[\w.-]+:[\w.-]+")
PINNED = re.compile(r"[^/]+\.dkr\.ecr\.[^/]+/[^@]+@sha256:[0-9a-f]{64}")


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        image = text(at(project.properties, "Environment.Image"))
        if CURATED.fullmatch(image) is None and PINNED.fullmatch(image) is None:
            yield project.violation(f"Image {image}")
