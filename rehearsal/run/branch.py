"""BRANCH=<name>: to which branch the commit is pushed, and which pipeline of the stack that starts.

PULL_REQUEST=<target>: the push opens a pull request to that branch, which starts another.
"""

from typing import NamedTuple

from config import branches, names
from config.model import Pipeline
from rehearsal.codepipeline.glob import matches

PROPOSED = "proposal"  # the branch of a pull request where BRANCH names none


class NoPipelineError(Exception):
    """No pipeline of pipeline.yml is started by that branch, or by pull requests to it."""


class Branch(NamedTuple):
    name: str
    pipeline: Pipeline  # a configuration with its environments only
    target: str | None = None  # of the pull request that the push opens

    @property
    def push_options(self) -> list[str]:
        """Of `git push`: see rehearsal/git/pushes.py."""
        return ["-o", "merge_request.create", "-o", f"merge_request.target={self.target}"] if self.target else []


def chosen(config: Pipeline, wanted: str | None, target: str | None = None) -> Branch:
    """`source.branch` where none is wanted; `target`: of a pull request. Raises NoPipelineError."""
    started_by, variable = (branches.reviewed_for, "PULL_REQUEST") if target else (branches.started_by, "BRANCH")
    asked = target or wanted or config.source.branch
    starts = [(glob, each) for each in branches.pipelines(config) if (glob := started_by(each))]
    for glob, each in starts:
        if matches(glob, asked):
            return Branch(wanted or PROPOSED if target else asked, each, target)
    there_are = ", ".join(glob for glob, _ in starts) or "none"
    raise NoPipelineError(f"{variable}={asked}: no pipeline of pipeline.yml is started by it; there are: {there_are}")


def called(config: Pipeline, name: str) -> Pipeline:
    """The pipeline of that name. Raises StopIteration where there is none."""
    return next(each for each in branches.pipelines(config) if names.pipeline_name(each) == name)
