"""Who reads artifacts, in the bucket's policy, in the key's, and in the roles' own."""

from typing import Any

from policy.mutation.change_statement import also, elements
from policy.mutation.mutant import Change, Mutant, between_accounts, statement
from policy.templates.assembly import Assembly
from policy.templates.template import listed

BUCKET, KEY = ("Pipeline", "Artifacts/Bucket/Policy/Resource"), ("Pipeline", "Artifacts/Key/Resource")
INSTANCES = ("production", "Ec2/Instances/InstanceRole/Policy/Resource")
ALL_OBJECTS = "arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/webapp/*"
ADMIN = "arn:aws:iam::444444444444:role/Admin"
INSTANCE = "arn:aws:iam::444444444444:role/webapp-production-instance"


def _build_reads(sid: str) -> Change:
    def change(assembly: Assembly) -> None:
        build = statement(assembly, *BUCKET, "BuildWritesBuilt")["Principal"]["AWS"]
        principal = statement(assembly, *BUCKET, sid)["Principal"]
        principal["AWS"] = [*listed(principal["AWS"]), build]

    return change


def _role_reads(holder: tuple[str, str], sid: str, role: str) -> Mutant:
    who: dict[str, Any] = {"ArnEquals": {"aws:PrincipalArn": role}}
    name = f"{holder[1]}: {sid}, by {role.rpartition('/')[2]}"
    return between_accounts(Mutant(name, elements(*holder, sid, Condition=who)))


MUTANTS = (
    Mutant("artifact bucket: the build reads the templates", _build_reads("DeploymentsReadSynthesized")),
    _role_reads(BUCKET, "EnvironmentsReadBuilt", ADMIN),
    _role_reads(BUCKET, "EnvironmentsReadSynthesized", INSTANCE),
    _role_reads(KEY, "EnvironmentsDecrypt", ADMIN),
    Mutant(
        "artifact bucket: a role reads every artifact", elements(*BUCKET, "ProjectsReadSource", Resource=ALL_OBJECTS)
    ),
    Mutant("instances: read every artifact", elements(*INSTANCES, "ReadRevisions", Resource=ALL_OBJECTS)),
    Mutant("artifact bucket: the source's role deletes", also(*BUCKET, "SourceWritesSource", "s3:DeleteObject")),
    Mutant("artifact key: writers make grants", also(*KEY, "WritersEncrypt", "kms:CreateGrant")),
    Mutant(
        "alert and log key: Auto Scaling makes grants",
        also("production", "Operations/Key/Resource", "AutoScalingEncryptsAlerts", "kms:CreateGrant"),
    ),
)
