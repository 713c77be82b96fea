"""pipeline.yml -> Pipeline, or every problem in it at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from config import rules
from config.document import read
from config.model import Pipeline
from config.problem import ConfigError, Finding, Problem
from config.rules.draft import draft_of
from config.structure import explain
from config.yaml_tree import Node


def load(path: Path) -> Pipeline:
    """Raises ConfigError, with all that is wrong in the file, or with the reason why it cannot be read."""
    root, flaws = read(path)
    problems = [*flaws, *_located(path, root, rules.errors(draft_of(root.value)))]
    try:
        pipeline = Pipeline.model_validate(root.value, strict=True)
    except ValidationError as error:
        raise ConfigError([*problems, *_located(path, root, explain(error, root))]) from None
    if problems:
        raise ConfigError(problems)
    return pipeline


def warnings(path: Path) -> tuple[Problem, ...]:
    """What is allowed in the file and yet probably not meant. Raises ConfigError where it cannot be read."""
    root, _ = read(path)
    return tuple(_located(path, root, rules.warnings(draft_of(root.value))))


def _located(path: Path, root: Node, findings: Iterable[Finding]) -> Iterator[Problem]:
    return (Problem(str(path), root.mark_of(finding), finding.path, finding.message) for finding in findings)
