"""npm's report becomes findings; what is no report is never taken for a pass."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scan import npm_audit
from scan.finding import Finding, ScanFailed, Severity


def advisory(name: str = "lodash", severity: str = "high") -> dict[str, Any]:
    return {
        "source": 1106913, "name": name, "dependency": name, "title": "Command Injection",
        "url": "https://github.com/advisories/GHSA-35jh-r3h4-6jhm", "severity": severity, "range": "<4.17.21",
    }  # fmt: skip


def report(**vias: list[Any]) -> str:
    packages = {name: {"name": name, "severity": "high", "via": via} for name, via in vias.items()}
    return json.dumps({"auditReportVersion": 2, "vulnerabilities": packages, "metadata": {}})


def test_an_advisory_is_a_finding() -> None:
    [found] = npm_audit.findings(report(lodash=[advisory()]))
    assert found == Finding(
        Severity.HIGH, "GHSA-35jh-r3h4-6jhm", "lodash", "Command Injection", "vulnerable: <4.17.21"
    )  # fmt: skip


def test_who_depends_on_a_vulnerable_package_is_no_finding_of_its_own() -> None:
    found = npm_audit.findings(report(lodash=[advisory()], grunt=["lodash"], other=[advisory()]))
    assert [each.where for each in found] == ["lodash"]


def test_a_severity_that_nobody_knows_is_the_worst() -> None:
    [found] = npm_audit.findings(report(lodash=[advisory(severity="none")]))
    assert found.severity is Severity.UNKNOWN > Severity.CRITICAL


def test_no_vulnerabilities_are_no_findings() -> None:
    assert npm_audit.findings(report()) == []


def test_npm_s_own_complaint_is_told() -> None:
    with pytest.raises(ScanFailed, match=r"npm audit: no report; connect ECONNREFUSED"):
        npm_audit.findings('{"message": "connect ECONNREFUSED", "error": {}}')


def test_without_a_report_what_npm_said_instead_is_told() -> None:
    with pytest.raises(ScanFailed, match="npm error code ENOLOCK"):
        npm_audit.findings("", "npm error code ENOLOCK\n")


def test_a_report_of_a_version_to_come_is_not_guessed_at() -> None:
    with pytest.raises(ScanFailed, match="a report of version 3; known: 2"):
        npm_audit.findings(report().replace('Version": 2', 'Version": 3'))


def test_a_folder_without_a_lock_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ScanFailed, match=r"has no package-lock\.json"):
        npm_audit.scan(tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["auditReportVersion", "vulnerabilities", "via"]), inner)
    ),
    max_leaves=10,
)


@given(st.text() | JSON.map(json.dumps))
def test_whatever_is_no_report_fails_the_scan(text: str) -> None:
    try:
        assert npm_audit.findings(text) == []
    except ScanFailed:
        return
    packages = json.loads(text)["vulnerabilities"]
    assert not any(isinstance(via, dict) for each in packages.values() for via in each["via"])
