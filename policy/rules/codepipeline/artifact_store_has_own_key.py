"""Every artifact store is encrypted with a customer's key; AWS's own key lets no other account read artifacts.

https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import PIPELINE
from policy.templates.assembly import Assembly, Located
from policy.templates.template import listed
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in assembly.resources(PIPELINE):
        stores = _stores(pipeline)
        if not stores or not all(_has_key(store) for store in stores):
            yield pipeline.violation("ArtifactStore.EncryptionKey")


def _stores(pipeline: Located) -> list[Any]:
    """The one, or one for each region."""
    one = at(pipeline.properties, "ArtifactStore")
    of_regions = listed(at(pipeline.properties, "ArtifactStores") or [])
    return [store for store in (one, *(at(store, "ArtifactStore") for store in of_regions)) if store is not None]


def _has_key(store: Any) -> bool:
    key = at(store, "EncryptionKey.Id")
    return at(store, "EncryptionKey.Type") == "KMS" and key is not None and "alias/aws/" not in str(key)
