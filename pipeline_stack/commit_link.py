"""What an approver is asked about: the revision, and where to look at it."""

from config.model import Pipeline

COMMIT = "#{Source.CommitId}"


def revision(config: Pipeline) -> str:
    """Resolved by CodePipeline when the approval starts."""
    kind = "version" if config.source.provider == "s3" else "commit"
    return f"{kind} {revision_id(config)}"


def revision_id(config: Pipeline) -> str:
    """What the application that was built of it calls its commit (CODEBUILD_RESOLVED_SOURCE_VERSION)."""
    return "#{Source.VersionId}" if config.source.provider == "s3" else COMMIT


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
