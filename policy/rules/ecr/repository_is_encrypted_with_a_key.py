"""A repository is encrypted with a KMS key that it names."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields

REPOSITORY = "AWS::ECR::Repository"


def check(assembly: Assembly) -> Iterator[Violation]:
    for repository in assembly.resources(REPOSITORY):
        encryption = fields(repository.properties.get("EncryptionConfiguration"))
        if encryption.get("EncryptionType") not in ("KMS", "KMS_DSSE") or not encryption.get("KmsKey"):
            yield repository.violation(f"EncryptionConfiguration::{text(encryption.get('EncryptionType', 'not set'))}")
