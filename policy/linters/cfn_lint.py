"""cfn-lint: whether CloudFormation would take the template, by the schemas of its resource types."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policy.linters.report import Report, output_of

NAME = "cfn-lint"
COMMAND = Path(sys.executable).with_name(NAME)
# Errors and warnings, also where the template's metadata says to ignore them.
OPTIONS = ("--format", "json", "--mandatory-checks", "E", "W")


def reports(templates: Sequence[Path]) -> list[Report]:
    return parsed(output_of(NAME, [str(COMMAND), *OPTIONS, "--template", *map(str, templates)]))


def parsed(output: Any) -> list[Report]:
    return [_report(match) for match in output]


def _report(match: Any) -> Report:
    """An id says where in the resource: `cfn-lint::W3005[DependsOn]`."""
    rule, path = match["Rule"]["Id"], match["Location"]["Path"] or []
    in_resource = len(path) > 1 and path[0] == "Resources"
    where = ".".join(step for step in (path[2:] if in_resource else path) if isinstance(step, str))
    return Report(Path(match["Filename"]), path[1] if in_resource else "", f"{NAME}::{rule}[{where}]")
