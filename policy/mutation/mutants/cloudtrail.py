"""Trails, their bucket and its key."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, drop, put, remove, resource, statement
from policy.templates.assembly import Assembly

TRAIL = ("Pipeline", "Audit/Trail/Resource")
OTHER = ("production", "Audit/Trail/Resource")
BUCKET = ("Pipeline", "Audit/Bucket/Resource")
POLICY = ("Pipeline", "Audit/Bucket/Policy/Resource")
KEY = ("Pipeline", "Audit/Key/Resource")
ROLE = ("Pipeline", "Audit/Trail/Deliver/Policy/Resource")
SELECTOR = "EventSelectors.0"
RETENTION = "ObjectLockConfiguration.Rule.DefaultRetention"
TRAILS = {"trail of the tools account": TRAIL, "trail of production": OTHER}
ANYBODY = {"AWS": "arn:aws:iam::111111111111:root"}


def _without(sid: str) -> Change:
    def change(assembly: Assembly) -> None:
        document = resource(assembly, *POLICY)["Properties"]["PolicyDocument"]
        document["Statement"].remove(statement(assembly, *POLICY, sid))

    return change


def _stated(of: tuple[str, str], sid: str, part: str, value: Any) -> Change:
    def change(assembly: Assembly) -> None:
        statement(assembly, *of, sid)[part] = value

    return change


MUTANTS = (
    *(Mutant(f"{name}: removed", remove(*trail)) for name, trail in TRAILS.items()),
    *(Mutant(f"{name}: switched off", put(*trail, "IsLogging", False)) for name, trail in TRAILS.items()),
    *(Mutant(f"{name}: one region", drop(*trail, "IsMultiRegionTrail")) for name, trail in TRAILS.items()),
    *(Mutant(f"{name}: not signed", drop(*trail, "EnableLogFileValidation")) for name, trail in TRAILS.items()),
    *(
        Mutant(f"{name}: without IAM and STS", put(*trail, "IncludeGlobalServiceEvents", False))
        for name, trail in TRAILS.items()
    ),
    *(Mutant(f"{name}: without a key", drop(*trail, "KMSKeyId")) for name, trail in TRAILS.items()),
    *(
        Mutant(f"{name}: writes alone", put(*trail, f"{SELECTOR}.ReadWriteType", "WriteOnly"))
        for name, trail in TRAILS.items()
    ),
    *(
        Mutant(f"{name}: no management events", put(*trail, f"{SELECTOR}.IncludeManagementEvents", False))
        for name, trail in TRAILS.items()
    ),
    *(
        Mutant(f"{name}: to a bucket of somebody's", put(*trail, "S3BucketName", "records-of-somebody"))
        for name, trail in TRAILS.items()
    ),
    *(Mutant(f"{name}: to no log group", drop(*trail, "CloudWatchLogsLogGroupArn")) for name, trail in TRAILS.items()),
    Mutant(
        "trail of the tools account: keys are used unseen",
        put(*TRAIL, f"{SELECTOR}.ExcludeManagementEventSources", ["kms.amazonaws.com"]),
    ),
    Mutant("trail of the tools account: nothing of artifacts", drop(*TRAIL, f"{SELECTOR}.DataResources")),
    Mutant(
        "trail of the tools account: objects of another bucket",
        put(*TRAIL, f"{SELECTOR}.DataResources.0.Values", ["arn:aws:s3:::another-bucket/"]),
    ),
    Mutant(
        "trail of the tools account: the key of the artifacts",
        put(*TRAIL, "KMSKeyId", {"Fn::GetAtt": ["ArtifactsKeyA4B22E2B", "Arn"]}),
    ),
    Mutant("trail of the tools account: AWS's own key", put(*TRAIL, "KMSKeyId", "alias/aws/s3")),
    Mutant("records: not locked", drop(*BUCKET, "ObjectLockConfiguration")),
    Mutant("records: no lock by default", drop(*BUCKET, "ObjectLockConfiguration.Rule")),
    Mutant("records: locked for a month", put(*BUCKET, f"{RETENTION}.Days", 30)),
    Mutant("records: gone before their lock", put(*BUCKET, "LifecycleConfiguration.Rules.0.ExpirationInDays", 30)),
    Mutant("records: versioning removed", drop(*BUCKET, "VersioningConfiguration")),
    Mutant("records: S3's own key", drop(*BUCKET, "BucketEncryption")),
    Mutant("records: public access block removed", drop(*BUCKET, "PublicAccessBlockConfiguration")),
    Mutant("records: access not logged", drop(*BUCKET, "LoggingConfiguration")),
    Mutant("records: others may write", _without("NobodyElseWrites")),
    Mutant("records: all may delete", _without("NobodyDeletes")),
    Mutant(
        "records: the lock may be gone round",
        _stated(POLICY, "NobodyDeletes", "Action", ["s3:DeleteObject", "s3:DeleteObjectVersion"]),
    ),
    Mutant(
        "records: only one is kept from deleting",
        _stated(POLICY, "NobodyDeletes", "Principal", {"AWS": "arn:aws:iam::111111111111:role/webapp-build"}),
    ),
    Mutant(
        "records: kept from deleting elsewhere",
        _stated(POLICY, "NobodyDeletes", "Resource", "arn:aws:s3:::another-bucket/*"),
    ),
    Mutant("records: the account may write", _stated(POLICY, "TrailsWrite", "Principal", ANYBODY)),
    Mutant("records: any trail of anybody may write", _stated(POLICY, "TrailsWrite", "Condition", {})),
    Mutant(
        "records: another service may write too",
        _stated(
            POLICY,
            "NobodyElseWrites",
            "Condition",
            {"StringNotEquals": {"aws:PrincipalServiceName": ["cloudtrail.amazonaws.com", "logs.amazonaws.com"]}},
        ),
    ),
    Mutant("records: any trail of anybody may use the key", _stated(KEY, "TrailsEncrypt", "Condition", {})),
    Mutant("delivery of records: to any log group", _stated(ROLE, "DeliverEvents", "Resource", "*")),
    Mutant(
        "delivery of records: reads the log groups",
        _stated(ROLE, "DeliverEvents", "Action", ["logs:PutLogEvents", "logs:FilterLogEvents"]),
    ),
)
