"""The gate reads the stacks of this synthesis, all of them, and says what it cannot judge."""

import json
import shutil
from pathlib import Path

import pytest

import config
from policy import gate, validation_report
from policy.templates.assembly import read
from policy.verdict import judge
from tests.conftest import ROOT
from tests.synth.assembly import Assembly


@pytest.fixture
def copy(assembly: Assembly, tmp_path: Path) -> Path:
    return shutil.copytree(assembly.folder, tmp_path / "cdk.out")


def change_manifest(folder: Path, artifact_id: str, artifact: object) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["artifacts"][artifact_id] = artifact
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_what_an_earlier_synthesis_left_is_not_read(copy: Path) -> None:
    shutil.copy(copy / "dev.metadata.json", copy / "former.metadata.json")
    assert {one.stack for one in validation_report.acknowledgments(copy)} == {
        "Pipeline",
        "dev",
        "staging",
        "production",
    }


def test_the_stacks_of_a_stage_are_refused(copy: Path) -> None:
    change_manifest(copy, "assembly-Stage", {"type": "cdk:cloud-assembly"})
    with pytest.raises(SystemExit, match=r"assembly-Stage: no rule sees the stacks of a cdk\.Stage"):
        gate.enforce(copy, config.load(ROOT / "pipeline.yml"))


def test_a_stack_that_does_not_follow_from_pipeline_yml_has_no_exceptions(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    change_manifest(copy, "extra", manifest["artifacts"]["dev"])
    assert "extra" in {stack.id for stack in read(copy).stacks}
    problems = judge(copy, config.load(ROOT / "pipeline.yml")).problems
    listener = "extra/Ec2/LoadBalancer/Balancer/Listener/Resource: Slipway::listener_encrypts[Protocol::HTTP]"
    assert listener in {problem.partition("\n")[0] for problem in problems}
