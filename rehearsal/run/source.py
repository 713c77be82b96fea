"""The remote to which the rehearsal's pushes go, in place of the pipeline's real repository."""

from pathlib import Path

from config.model import Pipeline
from rehearsal.run import control
from rehearsal.run.local_aws import LocalAws
from rehearsal.run.workplace import REMOTE, git


def connect(project: Path, folder: Path, config: Pipeline, aws: LocalAws) -> None:
    """Make `git push rehearsal` push the checked-out commit to the pipeline's branch."""
    git(project, "remote", "add", REMOTE, str(_repository(folder, config, aws)))
    git(project, "config", f"remote.{REMOTE}.push", f"HEAD:refs/heads/{config.source.branch}")


def push(project: Path) -> None:
    """A real `git push`. Raises CalledProcessError."""
    git(project, "push", "--quiet", REMOTE)


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
