"""Bare repositories in the rehearsal's folder: commits, archives, and what a push has changed."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rehearsal.server.settings import from_environment

NO_COMMIT = "0" * 40
HOOK = """#!/bin/sh
exec {python} {script} {socket} {repository}
"""


class GitError(Exception):
    """git refused; the message is its own."""


@dataclass(frozen=True)
class Commit:
    id: str
    author: str
    author_email: str
    author_date: str  # ISO 8601
    committer_date: str
    message: str


@dataclass(frozen=True)
class Repository:
    name: str  # owner/name, or a CodeCommit repository's ARN
    path: Path

    def create(self) -> "Repository":
        """Make the repository, and the hook that tells the server of a push, unless it exists."""
        if not self.path.exists():
            self.path.mkdir(parents=True)
            _git("init", "--quiet", "--bare", "--initial-branch", "main", str(self.path))
            _git("--git-dir", str(self.path), "config", "receive.shallowUpdate", "true")  # CI clones are shallow
            _git("--git-dir", str(self.path), "config", "receive.advertisePushOptions", "true")  # of pull requests
            hook = self.path / "hooks" / "post-receive"
            hook.write_text(
                HOOK.format(
                    python=_quoted(sys.executable),
                    script=_quoted(str(Path(__file__).with_name("hook.py"))),
                    socket=_quoted(str(control_socket())),
                    repository=_quoted(self.name),
                )
            )
            hook.chmod(0o700)
        return self

    def head(self, branch: str) -> str | None:
        """The commit id of a branch, None if there is no such branch."""
        try:
            return self._run("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}^{{commit}}").strip()
        except GitError:
            return None

    def commit(self, revision: str) -> Commit:
        """Raises GitError if there is no such commit."""
        text = self._run("show", "--no-patch", "--format=%H%n%an%n%ae%n%aI%n%cI%n%B", f"{revision}^{{commit}}")
        commit_id, author, email, author_date, committer_date, message = text.split("\n", 5)
        return Commit(commit_id, author, email, author_date, committer_date, message.strip())

    def archive(self, revision: str) -> bytes:
        """The tree of a commit as a zip file, without history: CodePipeline's CODE_ZIP."""
        return self._output("archive", "--format=zip", revision)

    def changed_files(self, old: str, new: str) -> tuple[str, ...] | None:
        """Paths that a push changed; None for a new branch, which has nothing to compare with."""
        if old == NO_COMMIT:
            return None
        names = self._output("diff", "--name-only", "-z", old, new).decode(errors="surrogateescape")
        return tuple(name for name in names.split("\0") if name)

    def proposed_files(self, target: str, commit: str) -> tuple[str, ...]:
        """Paths that a pull request changes: since it left the branch that it is for."""
        names = self._output("diff", "--name-only", "-z", f"refs/heads/{target}...{commit}")
        return tuple(name for name in names.decode(errors="surrogateescape").split("\0") if name)

    def _run(self, *arguments: str) -> str:
        return self._output(*arguments).decode(errors="replace")

    def _output(self, *arguments: str) -> bytes:
        return _git("--git-dir", str(self.path), *arguments)


def connected(full_repository_id: str) -> Repository:
    """The repository behind a connection, by its owner/name."""
    return Repository(full_repository_id, _root() / "connected" / f"{full_repository_id}.git")


def codecommit(account: str, region: str, name: str) -> Repository:
    arn = f"arn:aws:codecommit:{region}:{account}:{name}"
    return Repository(arn, _root() / "codecommit" / account / region / f"{name}.git")


def control_socket() -> Path:
    return from_environment().folder / "control.sock"


def _root() -> Path:
    return from_environment().folder / "git"


def _git(*arguments: str) -> bytes:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    done = subprocess.run(["git", *arguments], capture_output=True, env=environment)
    if done.returncode:
        raise GitError(done.stderr.decode(errors="replace").strip() or f"git {arguments[0]} failed")
    return done.stdout


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
