"""Environments in other regions, and the artifact stores there."""

from functools import partial
from typing import Any

from policy.mutation import mutant
from policy.mutation.change_statement import appended
from policy.mutation.mutant import Mutant, statement
from policy.templates.assembly import Assembly

_put = partial(mutant.put, "Pipeline", "Delivery/Pipeline/Resource")
STORE, BUCKET = "artifacts-eu-west-1", "Artifacts/Bucket/Resource"
PREPARE, EXECUTE, RELEASE = "Stages.4.Actions.1", "Stages.4.Actions.5", "Stages.4.Actions.6"
DEPLOY_HERE = "arn:aws:iam::333333333333:role/cdk-hnb659fds-deploy-role-333333333333-eu-central-1"
PRODUCTION = "Stages.4.Actions"


def _one(name: str, change: mutant.Change) -> Mutant:
    return Mutant(f"regions: {name}", change, of="multi-account")


def _of_store(sid: str, **changed: Any) -> mutant.Change:
    def change(assembly: Assembly) -> None:
        statement(assembly, STORE, "Artifacts/Bucket/Policy/Resource", sid).update(changed)

    return change


MUTANTS = (
    _one("no store in eu-west-1", mutant.drop("Pipeline", "Delivery/Pipeline/Resource", "ArtifactStores.1")),
    _one(
        "the store of eu-west-1 without a key",
        mutant.drop("Pipeline", "Delivery/Pipeline/Resource", "ArtifactStores.1.ArtifactStore.EncryptionKey"),
    ),
    _one(
        "one bucket for both",
        _put("ArtifactStores.0.ArtifactStore.Location", "webapp-artifacts-111111111111-eu-west-1"),
    ),
    _one("change set in the other region", _put(f"{PREPARE}.Region", "eu-central-1")),
    _one("deploy role of the other region", _put(f"{PREPARE}.RoleArn", DEPLOY_HERE)),
    _one("release in a third region", _put(f"{RELEASE}.Region", "us-east-1")),
    _one("release beside its changes", _put(f"{RELEASE}.RunOrder", 5)),
    _one(
        "template of the other region",
        _put(f"{PREPARE}.Configuration.TemplatePath", "Synthesized::production.template.json"),
    ),
    _one("store: encryption removed", mutant.drop(STORE, BUCKET, "BucketEncryption")),
    _one("store: public", mutant.drop(STORE, BUCKET, "PublicAccessBlockConfiguration")),
    _one("store: no versions", mutant.drop(STORE, BUCKET, "VersioningConfiguration")),
    _one("store: never forgets", mutant.drop(STORE, BUCKET, "LifecycleConfiguration")),
    _one("store: key does not rotate", mutant.put(STORE, "Artifacts/Key/Resource", "EnableKeyRotation", False)),
    _one(
        "store: whole account writes",
        appended(
            STORE,
            "Artifacts/Bucket/Policy/Resource",
            "PolicyDocument",
            Principal={"AWS": "arn:aws:iam::111111111111:root"},
            Action="s3:PutObject",
            Resource="arn:aws:s3:::webapp-artifacts-111111111111-eu-west-1/webapp/*",
        ),
    ),
    _one("store: environments write", _of_store("EnvironmentsReadBuilt", Action=["s3:GetObject", "s3:PutObject"])),
    _one("parameter: any key", mutant.put_section("Pipeline", "Parameters.ArtifactKeyArnEuWest1.AllowedPattern", ".*")),
)
