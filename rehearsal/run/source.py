"""The source of the pipeline as the rehearsal has it: a bare git repository, or an S3 bucket."""

import io
import subprocess
from pathlib import Path

from config.model import Pipeline
from rehearsal.run import control
from rehearsal.run.local_aws import LocalAws
from rehearsal.run.workplace import REMOTE, git


def connect(project: Path, folder: Path, config: Pipeline, aws: LocalAws, branch: str) -> Path | None:
    """Make the repository, whose path is returned, or the bucket that a push goes to."""
    if config.source.provider == "s3":
        _make_bucket(config, aws)
        return None
    repository = _repository(folder, config, aws)
    if config.source.paths and not config.source.connection:
        # A new branch does not start a pipeline that filters on paths: let the branch exist before. What a pull
        # request changes is seen against the branch that it is for.
        git(project, "push", "--quiet", str(repository), f"HEAD~1:refs/heads/{branch}", check=False)
    return repository


def name_remote(project: Path, repository: Path, branch: str) -> None:
    """Let `git push rehearsal` push to that branch."""
    git(project, "remote", "add", REMOTE, str(repository))
    git(project, "config", f"remote.{REMOTE}.push", f"HEAD:refs/heads/{branch}")


def archive(project: Path) -> bytes:
    """The commit's files, zipped. Raises CalledProcessError."""
    return subprocess.run(
        ["git", "archive", "--format=zip", "HEAD"], cwd=project, check=True, capture_output=True
    ).stdout


def upload(archive: bytes, config: Pipeline, aws: LocalAws) -> None:
    """What stands for a push where the source is a bucket."""
    s3 = aws.client("s3", config.tools.account, config.tools.region)
    s3.upload_fileobj(io.BytesIO(archive), config.source.bucket, config.source.key)


def uncommitted(project: Path) -> list[str]:
    """Files that differ from the commit, and so take no part in the push."""
    return git(project, "status", "--porcelain").splitlines()


def head(project: Path) -> tuple[str, str]:
    """(commit id, first line of its message)."""
    commit_id, _, subject = git(project, "log", "-1", "--format=%H %s").partition(" ")
    return commit_id, subject


def _repository(folder: Path, config: Pipeline, aws: LocalAws) -> Path:
    name, tools = config.source.repository or "", config.tools
    if config.source.provider == "codecommit":
        codecommit = aws.client("codecommit", tools.account, tools.region)
        made = codecommit.create_repository(repositoryName=name)["repositoryMetadata"]
        return Path(made["cloneUrlHttp"].removeprefix("file://"))
    return Path(control.ask(folder, "connected-repository", name=name)["path"])


def _make_bucket(config: Pipeline, aws: LocalAws) -> None:
    """The bucket that pipeline.yml names exists before the pipeline: versioned, with events."""
    s3 = aws.client("s3", config.tools.account, config.tools.region)
    bucket = str(config.source.bucket)
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": config.tools.region})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"EventBridgeConfiguration": {}})
