"""The revision of an execution: what an approver is asked about, where to look at it, how its image is tagged."""

from config.model import Pipeline

COMMIT = "#{Source.CommitId}"
EXECUTION = "#{codepipeline.PipelineExecutionId}"


def revision(config: Pipeline) -> str:
    """Resolved by CodePipeline when the approval starts."""
    kind = "version" if config.source.provider == "s3" else "commit"
    return f"{kind} {revision_id(config)}"


def revision_id(config: Pipeline) -> str:
    """What the application that was built of it calls its commit (CODEBUILD_RESOLVED_SOURCE_VERSION)."""
    return "#{Source.VersionId}" if config.source.provider == "s3" else COMMIT


def image_tag(config: Pipeline) -> str:
    """By commit and execution: a commit that is built again makes another image, and a tag never moves.

    A version id of S3 may hold what a tag may not.
    """
    return EXECUTION if config.source.provider == "s3" else f"{COMMIT}-{EXECUTION}"


def commit_link(config: Pipeline) -> str | None:
    repository, region = config.source.repository, config.tools.region
    match config.source.provider:
        case "github":
            return f"https://github.com/{repository}/commit/{COMMIT}"
        case "gitlab":
            return f"https://gitlab.com/{repository}/-/commit/{COMMIT}"
        case "bitbucket":
            return f"https://bitbucket.org/{repository}/commits/{COMMIT}"
        case "codecommit":
            console = f"https://{region}.console.aws.amazon.com/codesuite/codecommit/repositories"
            return f"{console}/{repository}/commit/{COMMIT}?region={region}"
        case "s3":
            return None
