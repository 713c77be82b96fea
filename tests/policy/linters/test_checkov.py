"""checkov's report, read; and a template that it must not be talked out of."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from policy.linters import checkov
from policy.linters.report import LinterError, Report

FILE = "/x/dev.template.json"


def check(check_id: str) -> dict[str, Any]:
    return {"check_id": check_id, "file_abs_path": FILE, "resource": "AWS::S3::Bucket.Logs"}


def test_failed_and_skipped_checks_are_findings_and_passed_ones_are_not() -> None:
    results = {"failed_checks": [check("CKV_AWS_1")], "skipped_checks": [check("CKV_AWS_2")], "passed_checks": [{}]}
    assert checkov.parsed({"results": results}) == [
        Report(Path(FILE), "Logs", "checkov::CKV_AWS_1"),
        Report(Path(FILE), "Logs", "checkov::CKV_AWS_2"),
    ]


def test_files_without_resources_have_no_findings() -> None:
    assert checkov.parsed({"passed": 0, "failed": 0, "checkov_version": "3"}) == []


def test_a_file_that_it_cannot_read_is_an_error() -> None:
    with pytest.raises(LinterError, match="checkov cannot read /x/y"):
        checkov.parsed({"results": {"parsing_errors": ["/x/y"]}})


def test_without_checkov_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(checkov, "PYTHON", tmp_path / "python")
    with pytest.raises(LinterError, match="make checkov"):
        checkov.reports([])


def test_a_template_cannot_tell_the_linter_to_be_silent(tmp_path: Path) -> None:
    """Neither by metadata nor by a remark, which checkov takes for one even inside a value."""
    template = tmp_path / "open.template.json"
    skip = {"checkov": {"skip": [{"id": "CKV_AWS_21", "comment": "no"}]}}
    remark = {"BucketName": "checkov:skip=CKV_AWS_18:no"}
    bucket = {"Type": "AWS::S3::Bucket", "Metadata": skip, "Properties": remark}
    template.write_text(json.dumps({"Resources": {"Open": bucket}}, indent=1))
    found = {report.id for report in checkov.reports([template])}
    assert found >= {"checkov::CKV_AWS_18", "checkov::CKV_AWS_21", "checkov::CKV_AWS_53"}


def test_its_lock_holds_no_licence_that_reaches_further_than_a_file() -> None:
    """checkov is not shipped, but what a company must not even install would keep it from using Slipway."""
    script = (
        "import importlib.metadata as m\n"
        "for d in m.distributions(): print(d.metadata['Name'], d.metadata.get('License-Expression'),"
        " (d.metadata.get('License') or '')[:80].split(chr(10))[0], *d.metadata.get_all('Classifier') or [])"
    )
    done = subprocess.run([checkov.PYTHON, "-c", script], capture_output=True, text=True, check=True)
    assert "checkov" in done.stdout
    assert [line for line in done.stdout.splitlines() if "GPL" in line or "General Public" in line] == []
