"""execution-policies/, as it is committed, is what the repository's templates need."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.synth.assembly import Assembly

COMMITTED = ROOT / "execution-policies"


def test_the_committed_policies_are_what_the_templates_need(assembly: Assembly, tmp_path: Path) -> None:
    """After a change that needs more, or less: make execution."""
    command = [sys.executable, "-m", "policy.execution", str(assembly.folder), "--output", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert {file.name: file.read_text() for file in COMMITTED.iterdir()} == {
        file.name: file.read_text() for file in tmp_path.iterdir()
    }
