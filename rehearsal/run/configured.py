"""CONFIG=<file>: the commit with another pipeline.yml than its own, as a commit on top of it.

Neither the working tree nor the repository changes: index and objects are those of the rehearsal's folder.
"""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rehearsal.run.execution_policies import Templates

PIPELINE_YML = "pipeline.yml"
POLICIES = "execution-policies"
AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Rehearsal"), ("EMAIL", "rehearsal@localhost"))
}


@dataclass(frozen=True)
class Configured:
    """`folder`: private, for the index and the objects of the commit."""

    project: Path
    config: Path
    folder: Path

    def commit(self, templates: Templates) -> str:
        """The id of HEAD's copy that has this pipeline.yml, and the execution policies that follow from it."""
        from policy.execution import folder as policies  # not at the top: see execution_policies.derive

        self._git("read-tree", "HEAD")
        if self._git("ls-files", "--", POLICIES):
            self._git("rm", "--quiet", "-r", "--cached", "--", POLICIES)
            for account, (_, template) in templates.items():
                self._add(f"{POLICIES}/{policies.file_name(account)}", policies.text(template))
        self._add(PIPELINE_YML, self.config.read_text(encoding="utf-8"))
        tree = self._git("write-tree")
        return self._git("commit-tree", tree, "-p", "HEAD", "-m", f"{PIPELINE_YML} as {self.config}")

    def push(self, commit: str, repository: Path, branch: str, *options: str) -> None:
        """A real `git push`. Raises CalledProcessError."""
        self._git("push", "--quiet", *options, str(repository), f"{commit}:refs/heads/{branch}")

    def archive(self, commit: str) -> bytes:
        """The commit's files, zipped. Raises CalledProcessError."""
        return self._output("archive", "--format=zip", commit)

    def _add(self, path: str, text: str) -> None:
        blob = self._git("hash-object", "-w", "--stdin", content=text)
        self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")

    def _git(self, *arguments: str, content: str = "") -> str:
        return self._output(*arguments, content=content).decode().strip()

    def _output(self, *arguments: str, content: str = "") -> bytes:
        """Raises CalledProcessError."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.project,
            env=self._environment(),
            input=content.encode(),
            check=True,
            capture_output=True,
        )
        return done.stdout

    def _environment(self) -> Mapping[str, Any]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        own = subprocess.run(
            ["git", "rev-parse", "--git-path", "objects"], cwd=self.project, env=kept, check=True, capture_output=True
        )
        objects = self.folder / "objects"
        objects.mkdir(parents=True, exist_ok=True)
        return {
            **kept,
            **AUTHOR,
            "GIT_INDEX_FILE": str(self.folder / "index"),
            "GIT_OBJECT_DIRECTORY": str(objects),
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str((self.project / own.stdout.decode().strip()).resolve()),
        }
