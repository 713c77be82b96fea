"""What an approver is asked about: the revision, and where to look at it."""

from config.model import Pipeline

COMMIT = "#{Source.CommitId}"


def revision(config: Pipeline) -> str:
    """Resolved by CodePipeline when the approval starts. No commit message: a long one would exceed the
    1000 characters of an action's configuration value, and fail the action."""
    return "version #{Source.VersionId}" if config.source.provider == "s3" else f"commit {COMMIT}"


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
