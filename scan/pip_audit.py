"""`pip-audit`: known vulnerabilities of what a hashed requirements file locks, as OSV has them. Nothing is installed.

pip-audit leaves out how severe a vulnerability is. GitHub's record of it, which OSV has too, says so.
https://github.com/pypa/pip-audit, https://google.github.io/osv.dev/api/
"""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scan.finding import Finding, ScanFailed, Severity

OSV = "SCAN_OSV_URL"  # names a service that answers as OSV does
PUBLIC_OSV = "https://api.osv.dev/v1"
COMMAND = (sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "--strict", "--format", "json")
TIMEOUT_SECONDS = 300

Report = dict[str, Any]


def scan(requirements: Path) -> Report:
    """pip-audit's report, complete: every package of the file is in it. Raises ScanFailed where there is none."""
    if not requirements.is_file():
        raise ScanFailed(f"pip-audit: there is no {requirements}")
    command = [*COMMAND, "--progress-spinner", "off", "--vulnerability-service", "osv"]
    command += ["--osv-url", f"{service()}/query", "--requirement", str(requirements)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScanFailed(f"pip-audit: {error}") from error
    return report(done.stdout, done.stderr)


def report(text: str, complaint: str = "") -> Report:
    """Raises ScanFailed if a package was passed over, and for anything that is no report."""
    try:
        read: Report = json.loads(text)
        audited = {each["name"]: "vulns" in each for each in read["dependencies"]}
    except (ValueError, LookupError, TypeError) as error:
        said = _last_line(complaint) or repr(error)
        raise ScanFailed(f"pip-audit: no report; {said}") from error
    if not audited:
        raise ScanFailed("pip-audit: the report has no package; is the requirements file empty?")
    if skipped := [name for name, is_audited in audited.items() if not is_audited]:
        raise ScanFailed(f"pip-audit: not audited: {', '.join(skipped)}")
    return read


def findings(read: Report, severity: Callable[[str], Severity]) -> list[Finding]:
    """`severity`: of the advisory with that id."""
    found = {
        Finding(severity(_id(known)), _id(known), each["name"], _title(known), _remedy(known))
        for each in read["dependencies"]
        for known in each["vulns"]
    }
    return sorted(found, reverse=True)


def severity_of(advisory: str) -> Severity:
    """As OSV's record of the advisory has it. Raises ScanFailed if OSV does not answer."""
    address = f"{service()}/vulns/{advisory}"
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            record = json.load(answer)
    except (OSError, ValueError) as error:
        raise ScanFailed(f"{address}: {error}") from error
    return Severity.of(record.get("database_specific", {}).get("severity"))


def service() -> str:
    return os.environ.get(OSV, PUBLIC_OSV)


def _id(known: dict[str, Any]) -> str:
    """GitHub's where there is one: under it npm audit and OSV have the same advisory, and it has a severity."""
    return next((str(alias) for alias in _ids(known) if alias.startswith("GHSA-")), str(known["id"]))


def _ids(known: dict[str, Any]) -> Iterator[str]:
    yield known["id"]
    yield from known["aliases"]


def _title(known: dict[str, Any]) -> str:
    return str(known["description"]).partition("\n")[0][:200]


def _remedy(known: dict[str, Any]) -> str:
    return f"fixed in {', '.join(known['fix_versions'])}" if known["fix_versions"] else "no version fixes it"


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2][:500]
