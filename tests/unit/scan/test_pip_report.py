"""pip-audit's report becomes findings under GitHub's id, with the severity that GitHub gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scan import pip_audit
from scan.finding import Finding, ScanFailed, Severity


def known(id_: str = "PYSEC-2021-142", **changed: Any) -> dict[str, Any]:
    aliases = ["CVE-2020-14343", "GHSA-8q59-q68h-6hv4"]
    return {"id": id_, "fix_versions": ["5.4"], "aliases": aliases, "description": "Improper\nInput", **changed}


def report(*vulnerabilities: dict[str, Any]) -> pip_audit.Report:
    return {"dependencies": [{"name": "pyyaml", "version": "5.3.1", "vulns": list(vulnerabilities)}], "fixes": []}


def critical(advisory: str) -> Severity:
    assert advisory == "GHSA-8q59-q68h-6hv4"
    return Severity.CRITICAL


def test_a_vulnerability_is_a_finding_under_the_id_that_has_a_severity() -> None:
    assert pip_audit.findings(report(known()), critical) == [
        Finding(Severity.CRITICAL, "GHSA-8q59-q68h-6hv4", "pyyaml", "Improper", "fixed in 5.4")
    ]


def test_the_same_vulnerability_by_two_databases_is_one_finding() -> None:
    assert len(pip_audit.findings(report(known(), known("CVE-2020-14343")), critical)) == 1


def test_without_github_s_id_it_keeps_its_own() -> None:
    [found] = pip_audit.findings(report(known(aliases=[], fix_versions=[])), lambda advisory: Severity.UNKNOWN)
    assert (found.id, found.remedy) == ("PYSEC-2021-142", "no version fixes it")


def test_a_package_that_was_passed_over_fails_the_scan() -> None:
    skipped = {"dependencies": [{"name": "ours", "skip_reason": "not on the index"}]}
    with pytest.raises(ScanFailed, match="not audited: ours"):
        pip_audit.report(json.dumps(skipped))


def test_without_a_report_the_last_word_of_pip_audit_is_told() -> None:
    with pytest.raises(ScanFailed, match="no report; ERROR: Connection refused"):
        pip_audit.report("", "Traceback\nERROR: Connection refused\n")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScanFailed, match=r"there is no .*nothing\.txt"):
        pip_audit.scan(tmp_path / "nothing.txt")


@given(st.text() | st.dictionaries(st.sampled_from(["dependencies", "x"]), st.none() | st.text()).map(json.dumps))
def test_whatever_is_no_report_fails_the_scan(text: str) -> None:
    with pytest.raises(ScanFailed):
        pip_audit.report(text)
