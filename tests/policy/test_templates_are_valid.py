"""cfn-lint has no error in any template, and no warning but these."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.synth.assembly import PIPELINE, Assembly

IGNORED = {
    "W3005": "CDK writes DependsOn beside a reference that says the same",
    "W3010": "zones are named on purpose: policy/exceptions.py",
}


def lint(templates: list[Path]) -> list[str]:
    options = ["--format", "json", "--ignore-checks", *IGNORED, "--template", *map(str, templates)]
    cfn_lint = str(Path(sys.executable).with_name("cfn-lint"))
    done = subprocess.run([cfn_lint, *options], capture_output=True, text=True)
    found = json.loads(done.stdout)
    return [f"{one['Filename']}: {one['Rule']['Id']} {one['Message']}" for one in found]


@pytest.fixture(scope="session")
def templates(assembly: Assembly, variants: Path) -> list[Path]:
    """Of the repository's environments one: they differ in names only (test_environments.py)."""
    first = next(iter(assembly.environments))
    own = [assembly.folder / f"{stack}.template.json" for stack in (PIPELINE, first)]
    return [*own, *variants.glob("*/*.template.json")]


def test_no_template_has_an_error(templates: list[Path]) -> None:
    assert len(templates) > 8
    assert lint(templates) == []


def test_the_linter_would_find_one(tmp_path: Path) -> None:
    broken = tmp_path / "broken.template.json"
    broken.write_text(json.dumps({"Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": {"Color": "red"}}}}))
    assert any("E3002" in line for line in lint([broken]))
