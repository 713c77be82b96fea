"""What is encrypted with a customer's key is encrypted with a key of the same template.

Who may use another key, and whether it outlives what it encrypted, stands in no template that these rules see. The
copies of a replication have a key of their own region: replication_copies asks for it.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.template import text
from policy.templates.values import keyed

NAMES = {"KmsKeyId", "KMSMasterKeyID", "KmsMasterKeyId", "EncryptionKey", "KmsKeyArn", "KmsKey"}


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for where, holder in keyed(resource.properties):
            for name in sorted(NAMES & holder.keys()):
                key = holder[name]
                whole = not isinstance(key, dict) or "Id" not in key  # CodePipeline's is an object
                if whole and resource_referred(resource.stack, key, "AWS::KMS::Key") is None:
                    yield resource.violation(f"{where}.{name}::{text(key)}".lstrip("."))
