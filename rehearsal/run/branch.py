"""BRANCH=<name>: to which branch the commit is pushed, and which pipeline of the stack that starts."""

from typing import NamedTuple

from config import branches, names
from config.model import Pipeline
from rehearsal.codepipeline.glob import matches


class NoPipelineError(Exception):
    """No pipeline of pipeline.yml is started by that branch."""


class Branch(NamedTuple):
    name: str
    pipeline: Pipeline  # a configuration with its environments only


def chosen(config: Pipeline, wanted: str | None) -> Branch:
    """`source.branch` where none is wanted. Raises NoPipelineError."""
    name = wanted or config.source.branch
    every = branches.pipelines(config)
    for each in every:
        if matches(branches.started_by(each), name):
            return Branch(name, each)
    there_are = ", ".join(branches.started_by(each) for each in every)
    raise NoPipelineError(f"BRANCH={name}: no pipeline of pipeline.yml is started by it; there are: {there_are}")


def called(config: Pipeline, name: str) -> Pipeline:
    """The pipeline of that name. Raises StopIteration where there is none."""
    return next(each for each in branches.pipelines(config) if names.pipeline_name(each) == name)
