"""Environments in other regions, and the artifact stores there."""

from functools import partial
from typing import Any

from policy.mutation import mutant
from policy.mutation.change_statement import appended, elements
from policy.mutation.mutant import Mutant, statement
from policy.templates.assembly import Assembly

_put = partial(mutant.put, "Pipeline", "Delivery/Pipeline/Resource")
STORE, BUCKET = "artifacts-eu-west-1", "Artifacts/Bucket/Resource"
PREPARE, EXECUTE, RELEASE = "Stages.4.Actions.1", "Stages.4.Actions.5", "Stages.4.Actions.6"
DEPLOY_HERE = "arn:aws:iam::333333333333:role/cdk-hnb659fds-deploy-role-333333333333-eu-central-1"
PRODUCTION = "Stages.4.Actions"
BAKE = "Stages.4.OnSuccess.Conditions.0.Rules"
HARM, LATENCY = (("production-euw1", f"Ec2/Alarms/{what}/Resource") for what in ("harm", "latency-p95"))


def _one(name: str, change: mutant.Change) -> Mutant:
    return Mutant(f"regions: {name}", change, of="multi-account")


def _of_store(sid: str, **changed: Any) -> mutant.Change:
    def change(assembly: Assembly) -> None:
        statement(assembly, STORE, "Artifacts/Bucket/Policy/Resource", sid).update(changed)

    return change


def _latency_of_most(assembly: Assembly) -> None:
    [measured] = [one for one in mutant.properties(assembly, *HARM)["Metrics"] if one["Id"] == "latency_p95"]
    measured["MetricStat"]["Stat"] = "p50"


BAKES = (
    _one("bake: the second is not watched", mutant.drop("Pipeline", "Delivery/Pipeline/Resource", f"{BAKE}.1")),
    _one("bake: watched in the first", _put(f"{BAKE}.1.Region", "eu-west-2")),
    _one(
        "bake: one alarm of several is watched",
        _put(f"{BAKE}.1.Configuration.AlarmName", "webapp-production-euw1-http-5xx"),
    ),
    _one(
        "harm: one alarm left out", mutant.put(*HARM, "Metrics.0.Expression", "MAX([http_5xx_harm, latency_p95_harm])")
    ),
    _one(
        "harm: when all are on",
        mutant.put(*HARM, "Metrics.0.Expression", "MIN([http_5xx_harm, latency_p95_harm, unhealthy_hosts_harm])"),
    ),
    _one("harm: at a limit of its own", mutant.put(*HARM, "Metrics.1.Expression", "IF(http_5xx >= 50, 1, 0)")),
    _one("harm: by another measure", mutant.put(*HARM, "Metrics.2.Expression", "0 * requests / FILL(failed, 1)")),
    _one("harm: by what most requests take", _latency_of_most),
    _one("harm: later than the alarms", mutant.put(*HARM, "DatapointsToAlarm", 3)),
    _one("harm: never", mutant.put(*HARM, "Threshold", 2)),
    _one("harm: says nothing of what to do", mutant.drop(*HARM, "AlarmDescription")),
    _one("harm: an alarm that it stands for tells nobody", mutant.drop(*LATENCY, "AlarmActions")),
    _one(
        "bake role: looks at every alarm",
        elements("production-euw1", "BakeRole/Policy/Resource", "WatchAlarms", Resource="*"),
    ),
)
MUTANTS = (
    *BAKES,
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
