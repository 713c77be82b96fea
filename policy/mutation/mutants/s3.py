"""Buckets."""

from policy.mutation.mutant import Mutant, drop

MUTANTS = (
    Mutant(
        "artifact bucket: TLS-only statement removed",
        drop("Pipeline", "Artifacts/Bucket/Policy/Resource", "PolicyDocument.Statement.0"),
    ),
)
