"""The linters find nothing but what their exceptions let pass, and each exception lets something pass."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import config
from policy import linters
from policy.exceptions.linters import EACH_PIPELINE, ENVIRONMENT, STORE
from policy.exceptions.row import GateException
from policy.finding import Finding
from policy.linters.report import LinterError, output_of
from policy.linters.verdict import judge
from policy.templates.assembly import read
from tests.conftest import ROOT
from tests.synth.assembly import Assembly
from tests.synth.files import VARIANTS

ROWS = (*EACH_PIPELINE, *STORE, *ENVIRONMENT)


@pytest.fixture(scope="session")
def found(assembly: Assembly, variants: Path) -> linters.Findings:
    """One run of each linter: starting them takes longer than linting."""
    return linters.findings([assembly.folder, *(variants / name for name in VARIANTS)])


def test_the_repositorys_stacks_pass(assembly: Assembly, found: linters.Findings) -> None:
    pipeline = config.load(ROOT / "pipeline.yml")
    verdict = judge(read(assembly.folder), pipeline, found[assembly.folder])
    assert verdict.problems == []
    assert {one.id.partition("::")[0] for one in verdict.excepted} == set(linters.NAMES)


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_passes(variants: Path, found: linters.Findings, name: str) -> None:
    folder = variants / name
    assert judge(read(folder), config.load(VARIANTS[name]), found[folder]).problems == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.construct} {row.findings[0]}")
def test_every_exception_answers_a_finding(found: linters.Findings, row: GateException) -> None:
    of_construct = {one.id for findings in found.values() for one in findings if one.construct == row.construct}
    assert set(row.findings) <= of_construct


def test_an_exception_is_for_one_construct_and_one_finding_of_a_linter() -> None:
    assert [row for row in ROWS if "/" not in row.construct] == []
    named = [finding.partition("::") for row in ROWS for finding in row.findings]
    assert all(linter in linters.NAMES and rule for linter, _, rule in named)


def test_a_finding_without_an_exception_and_an_exception_without_a_finding_are_problems(assembly: Assembly) -> None:
    pipeline = config.load(ROOT / "pipeline.yml")
    stranger = Finding("Pipeline", "Artifacts/Bucket/Resource", "checkov::CKV_AWS_18")
    problems = judge(read(assembly.folder), pipeline, [stranger]).problems
    assert "Pipeline/Artifacts/Bucket/Resource: checkov::CKV_AWS_18" in problems
    assert "Pipeline/Artifacts/AccessLogs/Resource: nothing finds checkov::CKV_AWS_18: drop its exception" in problems


def test_a_broken_template_fails_the_command(assembly: Assembly, tmp_path: Path) -> None:
    """One stack of the assembly, whose artifact bucket lost its key and got a property that AWS does not know."""
    template = dict(assembly.pipeline)
    [bucket] = [
        one for one in template["Resources"].values() if one["Metadata"]["aws:cdk:path"].endswith("s/Bucket/Resource")
    ]
    broken = {**bucket, "Properties": {"Color": "red"}}
    named = {key: broken if one is bucket else one for key, one in template["Resources"].items()}
    manifest = assembly.manifest["artifacts"]
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": {"Pipeline": manifest["Pipeline"]}}))
    (tmp_path / "Pipeline.template.json").write_text(json.dumps({**template, "Resources": named}))
    said = command(tmp_path)
    assert "Pipeline/Artifacts/Bucket/Resource: cfn-lint::E3002[Properties.Color]" in said
    assert "Pipeline/Artifacts/Bucket/Resource: checkov::CKV_AWS_18" in said


def test_what_is_no_cloud_assembly_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path} is no cloud assembly" in command(tmp_path)


def test_a_linter_that_does_not_report_is_an_error() -> None:
    crash = [sys.executable, "-c", "raise SystemExit('no space left')"]
    with pytest.raises(LinterError, match="some-linter ended with code 1 and without a report; it says: no space left"):
        output_of("some-linter", crash)


def command(folder: Path) -> str:
    """What `python -m policy.linters` says; it must fail."""
    arguments = [sys.executable, "-m", "policy.linters", str(folder)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr
