"""checkov: what the benchmarks (CIS and others) ask of a resource.

Its pins contradict ours, so that it has a virtual environment of its own (requirements/checkov.txt, Makefile).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policy.linters.report import LinterError, Report, output_of

NAME = "checkov"
PYTHON = Path(__file__).parents[2] / ".cache/checkov/bin/python"
# Without --skip-download, and with the look-up of newer versions, it would ask the network.
OPTIONS = ("--framework", "cloudformation", "--skip-download", "--compact", "--output", "json")
OFFLINE = {"CKV_SKIP_PACKAGE_UPDATE_CHECK": "true"}


def reports(templates: Sequence[Path]) -> list[Report]:
    if not PYTHON.exists():
        raise LinterError("checkov is not installed: `make checkov` does it")
    command = [str(PYTHON), "-m", "checkov.main", *OPTIONS, "--file", *map(str, templates)]
    return parsed(output_of(NAME, command, **OFFLINE))


def parsed(output: Any) -> list[Report]:
    """A check that a remark in the template skips counts as failed. Raises LinterError on a file it cannot read."""
    results = output.get("results", {})  # it has none where no file holds a resource
    if unread := results.get("parsing_errors"):
        raise LinterError(f"checkov cannot read {', '.join(unread)}")
    return [
        Report(Path(check["file_abs_path"]), check["resource"].partition(".")[2], f"{NAME}::{check['check_id']}")
        for check in [*results.get("failed_checks", []), *results.get("skipped_checks", [])]
    ]
