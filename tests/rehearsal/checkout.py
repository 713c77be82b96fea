"""A scratch copy of this working tree, as a git repository of its own: what a user has cloned and works in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT, synthesis_environment

AUTHOR = ("-c", "user.name=A developer", "-c", "user.email=developer@example.com", "-c", "commit.gpgsign=false")
SHARED = ("node_modules", ".cache/npm", ".cache/jsii")  # installed once; git ignores them


@dataclass(frozen=True)
class Checkout:
    path: Path

    @property
    def state(self) -> Path:
        return self.path / ".cache" / "rehearsal"

    def git(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["git", *AUTHOR, *arguments], cwd=self.path, env=environment(), capture_output=True, text=True
        )

    def head(self) -> str:
        return self.git("rev-parse", "HEAD").stdout.strip()

    def commit(self, message: str, changes: Mapping[str, tuple[str, str]]) -> str:
        """Commit the replacement of one text by another in each file; the commit's id."""
        for name, (old, new) in changes.items():
            file = self.path / name
            text = file.read_text()
            assert text.count(old) == 1, f"{name} should have once: {old}"
            file.write_text(text.replace(old, new))
        return self.commit_all(message)

    def commit_all(self, message: str) -> str:
        """Commit whatever has changed; the commit's id."""
        assert self.git("commit", "--quiet", "--all", "--message", message).returncode == 0
        return self.head()

    def revert(self) -> None:
        """Take the last commit back, in a commit that the next push carries."""
        assert self.git("revert", "--no-edit", "HEAD").returncode == 0

    def module(self, name: str, *arguments: str, seconds: float = 240) -> "subprocess.CompletedProcess[str]":
        """Run a Python module of the checkout to its end, as `make` runs it."""
        return subprocess.run(
            [sys.executable, "-m", name, *arguments],
            cwd=self.path,
            env=environment(),
            text=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def stop(self) -> None:
        """End the rehearsal of this checkout, if there is one, as `make stop` does."""
        done = self.module("rehearsal.run.stop")
        assert done.returncode == 0, done.stdout

    def start(self, name: str, *arguments: str) -> "subprocess.Popen[str]":
        """Start a Python module of the checkout, in a session of its own; its output is a pipe."""
        return subprocess.Popen(
            [sys.executable, "-m", name, *arguments],
            cwd=self.path,
            env=environment(),
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def make(path: Path, pipeline_yml: Path | None = None) -> Checkout:
    """Copy what git knows or would add, uncommitted changes included, and commit it. `pipeline_yml` takes the place
    of the repository's own, which then has no execution policies either."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, path / name)
    if pipeline_yml:
        shutil.copy(pipeline_yml, path / "pipeline.yml")
        shutil.rmtree(path / "execution-policies")
    for name in SHARED:
        if (ROOT / name).exists():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).symlink_to(ROOT / name)
    made = Checkout(path)
    made.git("init", "--quiet", "--initial-branch", "main")
    (path / ".git" / "info" / "exclude").write_text("node_modules\n")  # a link here, and no folder
    made.git("add", "--all")
    assert made.git("commit", "--quiet", "--message", "The working tree").returncode == 0
    return made


def environment() -> dict[str, str]:
    """What `make` sets, and nothing of git's or of an editor's that would lead elsewhere."""
    kept = {name: value for name, value in synthesis_environment().items() if not name.startswith("GIT_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    search_path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    jsii = str(ROOT / ".cache" / "jsii" / "package-cache")
    return {
        **kept,
        "PATH": search_path,
        "NODE_USE_SYSTEM_CA": "1",
        "JSII_RUNTIME_PACKAGE_CACHE_ROOT": jsii,
        "PYTHONUNBUFFERED": "1",
    }
