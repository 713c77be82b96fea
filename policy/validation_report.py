"""What CDK's validation plugins (cdk-nag's packs, CDK's own) found, and what was acknowledged, read from cdk.out.

Read and not asked of CDK: after one acknowledgment CDK lets warnings pass, an acknowledgment without a
namespace leaves no trace in the report, and some ways to run the app lose its exit code.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from policy.finding import Finding

REPORT = "validation-report.json"
ACKNOWLEDGED = "aws:cdk:acknowledged-rules"


class NoReportError(Exception):
    """The assembly has no validation report: no plugin ran, or somebody deleted it."""


class Acknowledgment(NamedTuple):
    stack: str
    construct: str
    id: str


def findings(folder: Path) -> list[Finding]:
    """Everything that was found, acknowledged or not. Raises NoReportError."""
    return sorted({finding for report in _reports(folder) for finding in _findings(report)})


def plugins(folder: Path) -> set[str]:
    """Those that found something: CDK does not report the others. Raises NoReportError."""
    return {_namespace(report["pluginName"]) for report in _reports(folder)}


def acknowledgments(folder: Path) -> list[Acknowledgment]:
    """Of every construct, in whatever form they are written."""
    return sorted(
        Acknowledgment(*_split(path.lstrip("/")), acknowledged)
        for file in _metadata_files(folder)
        for path, entries in json.loads(file.read_text()).items()
        for entry in entries
        if entry["type"] == ACKNOWLEDGED
        for acknowledged in entry["data"]
    )


def _metadata_files(folder: Path) -> Iterator[Path]:
    """Of the stacks that the manifest names: those of former ones may still lie there."""
    for artifact in json.loads((folder / "manifest.json").read_text())["artifacts"].values():
        if "additionalMetadataFile" in artifact:
            yield folder / artifact["additionalMetadataFile"]


def _reports(folder: Path) -> list[Any]:
    try:
        return list(json.loads((folder / REPORT).read_text())["pluginReports"])
    except FileNotFoundError:
        raise NoReportError(f"{folder / REPORT} is missing: the rule packs did not run") from None


def _findings(report: Any) -> Iterator[Finding]:
    for violation in (*report["violations"], *report.get("suppressedViolations", [])):
        for construct in violation["violatingConstructs"]:
            yield Finding(*_split(construct["constructPath"]), _id(report["pluginName"], violation["ruleName"]))


def _id(plugin: str, rule: str) -> str:
    """As an acknowledgment names it."""
    return rule if rule.startswith("Annotation::") else f"{_namespace(plugin)}::{rule}"


def _namespace(plugin: str) -> str:
    return plugin.replace(" ", "-")


def _split(path: str) -> tuple[str, str]:
    stack, _, below = path.partition("/")
    return stack, below
