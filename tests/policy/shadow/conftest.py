"""One more synthesis: the same pipelines with CDK's own grants."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, synthesis_environment
from tests.policy.shadow.comparison import OWN, PIPELINES, Comparison, read
from tests.synth.assembly import Assembly


@pytest.fixture(scope="session")
def comparison(assembly: Assembly, variants: Path, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    out = tmp_path_factory.mktemp("shadow")
    synthesize(out)
    names = [path.stem for path in PIPELINES]
    ours = {name: assembly.folder if name == OWN else variants / name for name in names}
    return read(ours, {name: out / name for name in names})


def synthesize(out: Path) -> None:
    environment = {**synthesis_environment(), "CDK_VALIDATION": "false"}
    command = [sys.executable, "-m", "tests.policy.shadow.synthesize", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
