"""Source from CodeCommit: UploadArchive and its companions, checked against the action's role."""

from rehearsal.codepipeline.actions.source import commit_to_build, publish, require_zip
from rehearsal.codepipeline.job import Job, Outcome
from rehearsal.git.repositories import codecommit
from rehearsal.server.authorization import require

# What the action does, with "CodeCommit action reference" as the source.
PERMISSIONS = ("GetBranch", "GetCommit", "UploadArchive", "GetUploadArchiveStatus", "CancelUploadArchive")


def run(job: Job) -> Outcome:
    require_zip(job)
    name, branch = job.configuration["RepositoryName"], job.configuration["BranchName"]
    arn = f"arn:aws:codecommit:{job.region}:{job.credentials.account}:{name}"
    for permission in PERMISSIONS:
        require(job.credentials, f"codecommit:{permission}", arn, job.region)
    repository = codecommit(job.credentials.account, job.region, name)
    commit = repository.commit(commit_to_build(job, repository, branch))
    job.progress.summary = commit.message.splitlines()[0] if commit.message else ""
    outputs = publish(job, repository.archive(commit.id), commit.id)
    variables = {
        "AuthorDate": commit.author_date,
        "BranchName": branch,
        "CommitId": commit.id,
        "CommitMessage": commit.message,
        "CommitterDate": commit.committer_date,
        "RepositoryName": name,
    }
    return Outcome(variables, outputs, commit.id)
