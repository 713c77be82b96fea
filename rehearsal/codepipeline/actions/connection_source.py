"""Source from GitHub, GitLab or Bitbucket through a connection: here a local bare repository.

Permissions as "CodeStarSourceConnection action reference": both UseConnection actions, whichever prefix
the connection's ARN has; condition key codestar-connections:FullRepositoryId.

Variables: that page, and two that it does not list and CodePipeline hands on: AuthorDisplayName, AuthorEmail.
"""

from rehearsal.codeconnections import service as codeconnections
from rehearsal.codepipeline.actions.source import commit_to_build, publish, require_zip
from rehearsal.codepipeline.job import ActionFailed, Job, Outcome
from rehearsal.git.repositories import connected
from rehearsal.server.authorization import require


def run(job: Job) -> Outcome:
    require_zip(job)
    arn, name = job.configuration["ConnectionArn"], job.configuration["FullRepositoryId"]
    branch = job.configuration["BranchName"]
    for prefix in ("codeconnections", "codestar-connections"):
        context = {f"{prefix}:FullRepositoryId": name, "codestar-connections:FullRepositoryId": name}
        require(job.credentials, f"{prefix}:UseConnection", arn, job.region, context)
    if codeconnections.status(arn) != "AVAILABLE":
        raise ActionFailed("ConfigurationError", f"[Connection: {arn}] Connection is not available: complete it")
    repository = connected(name).create()
    commit = repository.commit(commit_to_build(job, repository, branch))
    job.progress.summary = commit.message.splitlines()[0] if commit.message else ""
    outputs = publish(job, repository.archive(commit.id), commit.id)
    variables = {
        "AuthorDate": commit.author_date,
        "AuthorDisplayName": commit.author,
        "AuthorEmail": commit.author_email,
        "BranchName": branch,
        "CommitId": commit.id,
        "CommitMessage": commit.message,
        "ConnectionArn": arn,
        "FullRepositoryName": name,
    }
    return Outcome(variables, outputs, commit.id)
