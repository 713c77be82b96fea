"""A repository scans each image that is pushed."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import fields, is_true

REPOSITORY = "AWS::ECR::Repository"


def check(assembly: Assembly) -> Iterator[Violation]:
    for repository in assembly.resources(REPOSITORY):
        scanning = fields(repository.properties.get("ImageScanningConfiguration"))
        if not is_true(scanning.get("ScanOnPush")):
            yield repository.violation("ImageScanningConfiguration.ScanOnPush")
