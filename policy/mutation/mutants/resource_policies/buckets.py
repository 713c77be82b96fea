"""The policies of the artifact bucket and of the buckets that hold logs."""

from typing import Any

from policy.mutation.change_statement import also, appended, elements, without
from policy.mutation.mutant import Mutant, between_accounts, drop, put
from policy.mutation.mutants.resource_policies._policies import FOREIGN, OBJECTS, POLICY, TOOLS, lets_in

BUCKET, LOG_BUCKET = (TOOLS, "Artifacts/Bucket/Policy/Resource"), (TOOLS, "Artifacts/AccessLogs/Policy/Resource")
PRODUCTION = {"AWS": "arn:aws:iam::444444444444:root"}
ALL_OBJECTS = "arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/*"


def as_role(arn: str, operator: str = "ArnEquals") -> dict[str, Any]:
    return {operator: {"aws:PrincipalArn": arn}}


# Within one account, IAM's own policies decide, and these give nothing away.
BETWEEN_ACCOUNTS = (
    Mutant("artifact bucket: whole production reads", lets_in(BUCKET, PRODUCTION, "s3:GetObject")),
    Mutant(
        "artifact bucket: environments read, whatever the role", without(*BUCKET, "EnvironmentsReadBuilt", "Condition")
    ),
    Mutant(
        "artifact bucket: environments find it, whatever the role",
        without(*BUCKET, "EnvironmentsFindBucket", "Condition"),
    ),
    Mutant(
        "artifact bucket: all roles of production read",
        elements(*BUCKET, "EnvironmentsReadBuilt", Condition=as_role("arn:aws:iam::444444444444:role/*", "ArnLike")),
    ),
    Mutant(
        "artifact bucket: roles of a name in any account read",
        elements(*BUCKET, "EnvironmentsReadBuilt", Condition=as_role("arn:aws:iam::*:role/webapp-production-release")),
    ),
    Mutant(
        "artifact bucket: environments change ACLs of objects",
        also(*BUCKET, "EnvironmentsReadBuilt", "s3:PutObjectAcl"),
    ),
    Mutant(
        "artifact bucket: environments change its policy", also(*BUCKET, "EnvironmentsFindBucket", "s3:PutBucketPolicy")
    ),
    Mutant(
        "artifact bucket: environments delete its policy",
        also(*BUCKET, "EnvironmentsFindBucket", "s3:DeleteBucketPolicy"),
    ),
    Mutant(
        "artifact bucket: environments change its encryption",
        also(*BUCKET, "EnvironmentsFindBucket", "s3:PutEncryptionConfiguration"),
    ),
)
MUTANTS = (
    *(between_accounts(mutant) for mutant in BETWEEN_ACCOUNTS),
    Mutant("artifact bucket: everyone reads", lets_in(BUCKET, "*", "s3:GetObject")),
    Mutant("artifact bucket: every AWS account reads", lets_in(BUCKET, {"AWS": "*"}, "s3:GetObject")),
    Mutant(
        "artifact bucket: everyone in a network reads",
        lets_in(BUCKET, "*", "s3:GetObject", Condition={"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}),
    ),
    Mutant(
        "artifact bucket: all but one account read",
        appended(*BUCKET, POLICY, NotPrincipal=FOREIGN, Action="s3:GetObject", Resource=OBJECTS),
    ),
    Mutant("artifact bucket: s3:* for the environments", elements(*BUCKET, "EnvironmentsReadBuilt", Action="s3:*")),
    Mutant(
        "artifact bucket: s3:Get* for the environments", elements(*BUCKET, "EnvironmentsReadBuilt", Action="s3:Get*")
    ),
    Mutant("artifact bucket: a foreign account reads", lets_in(BUCKET, FOREIGN, "s3:GetObject")),
    Mutant(
        "artifact bucket: a foreign account's role reads",
        lets_in(BUCKET, FOREIGN, "s3:GetObject", Condition=as_role("arn:aws:iam::999999999999:role/webapp")),
    ),
    Mutant(
        "artifact bucket: any role by *",
        elements(*BUCKET, "EnvironmentsReadSynthesized", Condition=as_role("*", "StringLike")),
    ),
    Mutant(
        "artifact bucket: the role only if it is known",
        elements(
            *BUCKET,
            "EnvironmentsReadBuilt",
            Condition=as_role("arn:aws:iam::444444444444:role/webapp-production-release", "ArnEqualsIfExists"),
        ),
    ),
    Mutant(
        "artifact bucket: any role but one",
        elements(
            *BUCKET,
            "EnvironmentsReadBuilt",
            Condition=as_role("arn:aws:iam::444444444444:role/webapp-production-release", "ArnNotEquals"),
        ),
    ),
    Mutant(
        "artifact bucket: environments read every artifact",
        elements(*BUCKET, "EnvironmentsReadBuilt", Resource=ALL_OBJECTS),
    ),
    Mutant(
        "artifact bucket: the pipeline moves whatever there is",
        elements(*BUCKET, "PipelineMovesArtifacts", Resource=ALL_OBJECTS),
    ),
    Mutant(
        "artifact bucket: a service of anyone's",
        lets_in(BUCKET, {"Service": "cloudtrail.amazonaws.com"}, "s3:PutObject"),
    ),
    Mutant("artifact bucket: plain HTTP allowed", put(*BUCKET, f"{POLICY}.Statement.0.Effect", "Allow")),
    Mutant(
        "artifact bucket: TLS denied instead of plain HTTP",
        put(*BUCKET, f"{POLICY}.Statement.0.Condition", {"Bool": {"aws:SecureTransport": "true"}}),
    ),
    Mutant("access logs: of any bucket", drop(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition")),
    Mutant("access logs: of any account", drop(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition.StringEquals")),
    Mutant("access logs: of any bucket of the account", drop(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition.ArnLike")),
    Mutant(
        "access logs: of any bucket by *",
        put(*LOG_BUCKET, f"{POLICY}.Statement.2.Condition.ArnLike", {"aws:SourceArn": "*"}),
    ),
    Mutant("access logs: written wherever", put(*LOG_BUCKET, f"{POLICY}.Statement.2.Resource", "arn:aws:s3:::*")),
)
