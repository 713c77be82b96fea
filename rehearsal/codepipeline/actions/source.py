"""What the three kinds of source action share: the output artifact."""

from rehearsal.codepipeline.artifacts import Location, new_location, put
from rehearsal.codepipeline.job import ActionFailed, Job
from rehearsal.git.repositories import GitError, Repository


def publish(job: Job, data: bytes, revision: str) -> dict[str, Location]:
    """Upload the source as the action's one output artifact."""
    if len(job.action.outputs) != 1:
        raise ActionFailed("ConfigurationError", f"Action {job.action.name} must have one output artifact")
    location = new_location(job.pipeline, job.action.outputs[0])
    put(job.client("s3"), job.pipeline, location, data, revision)
    return {job.action.outputs[0]: location}


def commit_to_build(job: Job, repository: Repository, branch: str) -> str:
    """The commit of the push that started the execution, or the branch's latest."""
    revision = job.revision or repository.head(branch) or ""
    if not revision:
        raise ActionFailed(
            "ConfigurationError", f"No Branch [{branch}] found for FullRepositoryName [{repository.name}]"
        )
    try:
        return repository.commit(revision).id
    except GitError as error:
        raise ActionFailed("ConfigurationError", f"{repository.name}: {error}") from error


def require_zip(job: Job) -> None:
    if job.configuration.get("OutputArtifactFormat", "CODE_ZIP") != "CODE_ZIP":
        raise ActionFailed(
            "ConfigurationError",
            f"Action {job.action.name}: the rehearsal has OutputArtifactFormat CODE_ZIP only, not a full clone",
        )
