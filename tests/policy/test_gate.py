"""Nothing passes the gate but what exceptions.py lets pass, and each of its rows lets something pass."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from policy.exceptions import EXCEPTIONS, GateException
from tests.conftest import ROOT, synthesis_environment
from tests.synth.assembly import Assembly

PIPELINES = [path.stem for path in sorted((ROOT / "tests/synth/pipelines").glob("*.yml"))]

UNGUARDED = """
import app, config
from aws_cdk import aws_sns as sns
cdk_app = app.new_app()
app.add_stacks(cdk_app, config.load(app.PIPELINE_YML))
sns.Topic(cdk_app.node.find_child("Pipeline"), "PlainTopic")
cdk_app.synth()
"""


def test_the_repositorys_stacks_have_no_finding_without_an_exception(assembly: Assembly) -> None:
    """Warnings count: after one acknowledgment cdk-nag would let them pass."""
    assert assembly.findings() == []


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_no_variant_has_a_finding_without_an_exception(variants: Path, pipeline: str) -> None:
    assert Assembly(variants / pipeline).findings() == []


@pytest.mark.parametrize("row", EXCEPTIONS, ids=lambda row: f"{row.construct} {row.finding}")
def test_every_exception_answers_a_finding(assembly: Assembly, variants: Path, row: GateException) -> None:
    bare = [found for pipeline in PIPELINES for found in Assembly(variants / "bare" / pipeline).findings()]
    assert any(_answers(row, path, finding) for path, finding in [*bare, *assembly.excepted()])


def test_no_exception_stands_there_twice() -> None:
    rows = [(row.construct, row.finding) for row in EXCEPTIONS]
    assert len(rows) == len(set(rows))


def test_every_exception_has_its_reason_and_what_limits_the_risk() -> None:
    assert [row for row in EXCEPTIONS if len(row.reason) < 20 or len(row.control) < 20] == []


def test_an_exception_is_for_one_wildcard_and_never_for_a_whole_rule() -> None:
    assert [row.finding for row in EXCEPTIONS if row.finding.endswith("IAM5")] == []


def test_a_finding_without_an_exception_fails_synthesis(tmp_path: Path) -> None:
    environment = {**synthesis_environment(), "CDK_VALIDATION": "false", "CDK_OUTDIR": str(tmp_path)}
    command = [sys.executable, "-c", UNGUARDED]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "AwsSolutions-SNS3" in done.stdout + done.stderr


def _answers(row: GateException, path: str, finding: str) -> bool:
    """A placeholder stands for any text here: what it is filled with, the gate itself has shown to be right."""
    wanted = re.sub(r"\\{\w+\\}", ".+", re.escape(row.finding))
    below_stack = path.partition("/")[2]
    at_construct = below_stack == row.construct or below_stack.startswith(f"{row.construct}/")
    return at_construct and re.fullmatch(wanted, finding) is not None
