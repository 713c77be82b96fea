"""What starts the pipeline."""

from policy.mutation.mutant import Change, Mutant, properties
from policy.mutation.mutant import drop as drop_property
from policy.mutation.mutant import put as put_property
from policy.mutation.mutants.codepipeline._pipeline import PIPELINE, SOURCE, drop, put
from policy.templates.assembly import Assembly


def _source(provider: str, **settings: str | bool) -> Change:
    """Another provider, without the EventBridge rule that it needs."""

    def change(assembly: Assembly) -> None:
        [action] = properties(assembly, *PIPELINE)["Stages"][0]["Actions"]
        action["ActionTypeId"]["Provider"] = provider
        action["Configuration"] = settings

    return change


def _reports_every_push(assembly: Assembly) -> None:
    """A connection."""
    drop(f"{SOURCE}.Configuration.DetectChanges")(assembly)
    put(f"{SOURCE}.Configuration.DetectChanges", True)(assembly)


CONNECTION, RULE = "Source/Connection", ("Pipeline", "Source/Change/Rule/Resource")
MUTANTS = (
    Mutant(
        "source: a host that the commits are not on", put_property("Pipeline", CONNECTION, "ProviderType", "GitLab")
    ),
    Mutant("source: S3 hears of any object", drop_property(*RULE, "EventPattern.detail.object"), of="s3-no-approval"),
    Mutant(
        "source: S3 hears of a prefix",
        put_property(*RULE, "EventPattern.detail.object.key", [{"prefix": "incoming"}]),
        of="s3-no-approval",
    ),
    Mutant(
        "source: S3 hears of deletions",
        put_property(*RULE, "EventPattern.detail-type", ["Object Deleted"]),
        of="s3-no-approval",
    ),
    Mutant(
        "source: S3 fetches another object",
        put(f"{SOURCE}.Configuration.S3ObjectKey", "other.zip"),
        of="s3-no-approval",
    ),
    Mutant("source: trigger removed", drop("Triggers")),
    Mutant("source: trigger of another action", put("Triggers.0.GitConfiguration.SourceActionName", "Other")),
    Mutant(
        "source: trigger for any branch", put("Triggers.0.GitConfiguration.Push", [{"FilePaths": {"Includes": ["a"]}}])
    ),
    *(
        Mutant(
            f"source: trigger for branch {glob}", put("Triggers.0.GitConfiguration.Push.0.Branches.Includes", [glob])
        )
        for glob in ("**", "**/*", "?*", "m*")
    ),
    Mutant(
        "source: trigger for pull requests",
        put("Triggers.0.GitConfiguration.PullRequest", [{"Branches": {"Includes": ["main"]}}]),
    ),
    Mutant("source: every push reported beside the trigger", _reports_every_push),
    Mutant("source: CodeCommit polled", _source("CodeCommit", RepositoryName="webapp", PollForSourceChanges=True)),
    Mutant("source: S3 polled by default", _source("S3", S3Bucket="webapp", S3ObjectKey="source.zip")),
    Mutant(
        "source: CodeCommit neither polled nor watched",
        _source("CodeCommit", RepositoryName="webapp", PollForSourceChanges=False),
    ),
)
