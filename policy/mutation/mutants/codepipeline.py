"""The pipeline. Its stages: Source, Build, UpdatePipeline, dev, staging, production."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from policy.mutation.mutant import Change, Mutant, drop, properties, put
from policy.templates.assembly import Assembly

PIPELINE = ("Pipeline", "Delivery/Pipeline/Resource")
SOURCE, BUILD, UPDATE = "Stages.0.Actions.0", "Stages.1.Actions.0", "Stages.2.Actions.0"
PREPARE, APPROVE, EXECUTE, RELEASE = (f"Stages.5.Actions.{number}" for number in range(4))

_put: Callable[[str, Any], Change] = partial(put, *PIPELINE)
_drop: Callable[[str], Change] = partial(drop, *PIPELINE)
_OTHER_ACCOUNT = "arn:aws:iam::222222222222:role/cdk-hnb659fds-deploy-role-222222222222-eu-central-1"


def _move_stage(name: str, to: int) -> Change:
    """To that place among the other stages."""

    def change(assembly: Assembly) -> None:
        stages: list[dict[str, Any]] = properties(assembly, *PIPELINE)["Stages"]
        [stage] = [stage for stage in stages if stage["Name"] == name]
        stages.remove(stage)
        stages.insert(to, stage)

    return change


def _condition_on_production(assembly: Assembly) -> None:
    stages = properties(assembly, *PIPELINE)["Stages"]
    stages[5] = {"Fn::If": ["ReleaseToProduction", stages[5], {"Ref": "AWS::NoValue"}]}


def _takes_role_of_pipeline(assembly: Assembly) -> None:
    pipeline = properties(assembly, *PIPELINE)
    pipeline["Stages"][1]["Actions"][0]["RoleArn"] = pipeline["RoleArn"]


def _source(provider: str, **settings: str | bool) -> Change:
    """Another provider, without the EventBridge rule that it needs."""

    def change(assembly: Assembly) -> None:
        [action] = properties(assembly, *PIPELINE)["Stages"][0]["Actions"]
        action["ActionTypeId"]["Provider"] = provider
        action["Configuration"] = settings

    return change


def _variables(name: str, value: str) -> str:
    return json.dumps([{"name": name, "value": value, "type": "PLAINTEXT"}])


MUTANTS = (
    # what it is
    Mutant("pipeline: V1 by default", _drop("PipelineType")),
    Mutant("pipeline: V1", _put("PipelineType", "V1")),
    Mutant("pipeline: executions overtake each other", _put("ExecutionMode", "PARALLEL")),
    Mutant("pipeline: artifact key removed", _drop("ArtifactStore.EncryptionKey")),
    Mutant("pipeline: AWS's key for artifacts", _put("ArtifactStore.EncryptionKey.Id", "alias/aws/s3")),
    Mutant("pipeline: artifact store removed", _drop("ArtifactStore")),
    Mutant("pipeline: a stage that a condition may drop", _condition_on_production),
    Mutant("pipeline: an order that a parameter says", _put(f"{APPROVE}.RunOrder", {"Ref": "Order"})),
    Mutant(
        "pipeline: way into production closed",
        _put("DisableInboundStageTransitions", [{"StageName": "production", "Reason": "not now"}]),
    ),
    # as whom it acts
    Mutant("pipeline: no role", _drop("RoleArn")),
    Mutant("Source: no role of its own", _drop(f"{SOURCE}.RoleArn")),
    Mutant("Build: no role of its own", _drop(f"{BUILD}.RoleArn")),
    Mutant("UpdatePipeline: no role of its own", _drop(f"{UPDATE}.RoleArn")),
    Mutant("Approve: no role of its own", _drop(f"{APPROVE}.RoleArn")),
    Mutant("ExecuteChanges: no role of its own", _drop(f"{EXECUTE}.RoleArn")),
    Mutant("Build: the pipeline's role", _takes_role_of_pipeline),
    Mutant("UpdatePipeline: CloudFormation without execution role", _drop(f"{UPDATE}.Configuration.RoleArn")),
    Mutant("PrepareChanges: CloudFormation without execution role", _drop(f"{PREPARE}.Configuration.RoleArn")),
    Mutant("production: prepared by a role of dev", _put(f"{PREPARE}.RoleArn", _OTHER_ACCOUNT)),
    Mutant("production: made by a role of dev", _put(f"{PREPARE}.Configuration.RoleArn", _OTHER_ACCOUNT)),
    Mutant("production: released by a role of dev", _put(f"{RELEASE}.RoleArn", _OTHER_ACCOUNT)),
    # what starts it
    Mutant("source: trigger removed", _drop("Triggers")),
    Mutant("source: trigger of another action", _put("Triggers.0.GitConfiguration.SourceActionName", "Other")),
    Mutant(
        "source: trigger for any branch", _put("Triggers.0.GitConfiguration.Push", [{"FilePaths": {"Includes": ["a"]}}])
    ),
    Mutant("source: trigger for branch **", _put("Triggers.0.GitConfiguration.Push.0.Branches.Includes", ["**"])),
    Mutant(
        "source: trigger for pull requests",
        _put("Triggers.0.GitConfiguration.PullRequest", [{"Branches": {"Includes": ["main"]}}]),
    ),
    Mutant("source: every push reported beside the trigger", _put(f"{SOURCE}.Configuration.DetectChanges", True)),
    Mutant("source: CodeCommit polled", _source("CodeCommit", RepositoryName="webapp", PollForSourceChanges=True)),
    Mutant("source: S3 polled by default", _source("S3", S3Bucket="webapp", S3ObjectKey="source.zip")),
    Mutant(
        "source: CodeCommit neither polled nor watched",
        _source("CodeCommit", RepositoryName="webapp", PollForSourceChanges=False),
    ),
    # its update of itself
    Mutant("self-update: removed", _drop("Stages.2")),
    Mutant("self-update: last", _move_stage("UpdatePipeline", 5)),
    Mutant("self-update: after the first environment", _move_stage("UpdatePipeline", 3)),
    Mutant("self-update: before the templates are there", _move_stage("UpdatePipeline", 1)),
    Mutant("self-update: of another stack", _put(f"{UPDATE}.Configuration.StackName", "webapp-production")),
    Mutant(
        "self-update: template of the source", _put(f"{UPDATE}.Configuration.TemplatePath", "Source::pipeline.json")
    ),
    Mutant(
        "self-update: template of production",
        _put(f"{UPDATE}.Configuration.TemplatePath", "Synthesized::production.template.json"),
    ),
    Mutant("self-update: old pipeline runs on", _drop("RestartExecutionOnUpdate")),
    # how it changes an environment
    Mutant("production: changed at once", _put(f"{PREPARE}.Configuration.ActionMode", "CREATE_UPDATE")),
    Mutant("production: deleted on failure", _put(f"{PREPARE}.Configuration.ActionMode", "REPLACE_ON_FAILURE")),
    Mutant("production: change set not executed", _drop(EXECUTE)),
    Mutant("production: change set not prepared", _drop(PREPARE)),
    Mutant("production: another change set executed", _put(f"{EXECUTE}.Configuration.ChangeSetName", "by-hand")),
    Mutant("production: change set of staging executed", _put(f"{EXECUTE}.Configuration.StackName", "webapp-staging")),
    Mutant("production: executed while it is prepared", _put(f"{EXECUTE}.RunOrder", 1)),
    Mutant(
        "production: template of dev",
        _put(f"{PREPARE}.Configuration.TemplatePath", "Synthesized::dev.template.json"),
    ),
    Mutant(
        "production: macros allowed",
        _put(f"{PREPARE}.Configuration.Capabilities", "CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND"),
    ),
    Mutant("production: released before its changes", _put(f"{RELEASE}.RunOrder", 1)),
    Mutant("production: released beside its changes", _put(f"{RELEASE}.RunOrder", 3)),
    # whom it asks
    Mutant("approval: removed", _drop(APPROVE)),
    Mutant("approval: after the execution", _put(f"{APPROVE}.RunOrder", 4)),
    Mutant("approval: beside the execution", _put(f"{APPROVE}.RunOrder", 3)),
    Mutant("approval: before there is a change set", _put(f"{APPROVE}.RunOrder", 1)),
    Mutant("approval: an environment after it", _move_stage("production", 4)),
    Mutant("approval: nobody is told", _drop(f"{APPROVE}.Configuration.NotificationArn")),
    # what it gives away
    Mutant(
        "Build: plaintext token for the build",
        _put(f"{BUILD}.Configuration.EnvironmentVariables", _variables("NPM_TOKEN", "0123456789")),
    ),
    Mutant("Source: plaintext token of GitHub", _put(f"{SOURCE}.Configuration.OAuthToken", "0123456789")),
    Mutant(
        "pipeline: plaintext password in a variable",
        _put("Variables", [{"Name": "DB_PASSWORD", "DefaultValue": "0123456789"}]),
    ),
)
