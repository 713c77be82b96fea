"""Buckets that services write to, and whose they are."""

from policy.mutation.mutant import Mutant, drop, put

BUILD = ("Pipeline", "Projects/build/Resource")
ARTIFACTS = ("Pipeline", "Artifacts/Bucket/Resource")
COPY = "ReplicationConfiguration.Rules.0"
STRANGE = "arn:aws:s3:::somebodys-bucket"
REPLICATION = {
    "Role": "arn:aws:iam::111111111111:role/webapp-pipeline",
    "Rules": [{"Status": "Enabled", "Destination": {"Bucket": STRANGE}, "Filter": {"Prefix": ""}, "Priority": 1}],
}

MUTANTS = (
    Mutant("build: cache in anyone's bucket", put(*BUILD, "Cache", {"Type": "S3", "Location": "somebodys-bucket/x"})),
    Mutant(
        "build: log in anyone's bucket",
        put(*BUILD, "LogsConfig.S3Logs", {"Status": "ENABLED", "Location": "somebodys-bucket/x"}),
    ),
    Mutant("artifact bucket: copied to anyone's bucket", put(*ARTIFACTS, "ReplicationConfiguration", REPLICATION)),
    Mutant("replication: to anyone's bucket", put(*ARTIFACTS, f"{COPY}.Destination.Bucket", STRANGE), of="strict"),
    Mutant("replication: off", put(*ARTIFACTS, f"{COPY}.Status", "Disabled"), of="strict"),
    Mutant("replication: gone", drop(*ARTIFACTS, "ReplicationConfiguration"), of="strict"),
    Mutant("replication: no key", drop(*ARTIFACTS, f"{COPY}.Destination.EncryptionConfiguration"), of="strict"),
    Mutant(
        "replication: encrypted objects are skipped", drop(*ARTIFACTS, f"{COPY}.SourceSelectionCriteria"), of="strict"
    ),
)
