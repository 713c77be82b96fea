"""`npm audit`: known vulnerabilities of what a package-lock.json locks. Nothing is installed for it.

The report is npm's `auditReportVersion` 2: a vulnerability for each package, whose `via` holds the advisories on the
package itself, and the names of those packages for whose sake it is vulnerable too.
https://docs.npmjs.com/cli/v11/commands/npm-audit
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from scan.finding import Finding, ScanFailed, Severity

REGISTRY = "SCAN_NPM_REGISTRY"  # names a registry that answers for npm's own, where that one has no advisories
# With `offline`, from wherever it is configured, npm asks nobody and reports nothing.
COMMAND = ("npm", "audit", "--json", "--package-lock-only", "--offline=false", "--update-notifier=false")
TIMEOUT_SECONDS = 300
VERSION = 2


def scan(folder: Path) -> list[Finding]:
    """Raises ScanFailed where npm has no answer."""
    if not (folder / "package-lock.json").is_file():
        raise ScanFailed(f"npm audit: {folder} has no package-lock.json; without one nobody knows what is installed")
    registry = os.environ.get(REGISTRY)
    command = [*COMMAND, *(("--registry", registry) if registry else ())]
    try:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScanFailed(f"npm audit: {error}") from error
    return findings(done.stdout, done.stderr)


def findings(report: str, complaint: str = "") -> list[Finding]:
    """Of npm's JSON. Raises ScanFailed for anything else, with what npm says instead."""
    try:
        packages = _vulnerabilities(json.loads(report)).values()
        advisories = [via for package in packages for via in package["via"] if isinstance(via, dict)]
        return sorted({_finding(advisory) for advisory in advisories}, reverse=True)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        said = _message(report) or complaint.strip()[:500] or repr(error)
        raise ScanFailed(f"npm audit: no report; {said}") from error


def _vulnerabilities(read: Any) -> dict[str, Any]:
    if read["auditReportVersion"] != VERSION:
        raise ValueError(f"a report of version {read['auditReportVersion']}; known: {VERSION}")
    found: dict[str, Any] = read["vulnerabilities"]
    return found


def _finding(advisory: dict[str, Any]) -> Finding:
    return Finding(
        severity=Severity.of(advisory["severity"]),
        id=str(advisory["url"]).rpartition("/")[2],
        where=str(advisory["name"]),
        title=str(advisory["title"]),
        remedy=f"vulnerable: {advisory['range']}",
    )


def _message(report: str) -> str:
    """npm's own, in place of a report."""
    try:
        return str(json.loads(report)["message"])
    except (ValueError, LookupError, TypeError):
        return ""
