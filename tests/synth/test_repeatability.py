"""The same pipeline.yml gives the same bytes on every machine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, synthesis_environment
from tests.synth.assembly import Assembly


def test_another_folder_tool_and_hash_seed_give_the_same_templates(assembly: Assembly, tmp_path: Path) -> None:
    """The fixture ran the CDK CLI in the repository; this runs app.py alone, elsewhere."""
    out = tmp_path / "out"
    environment = {
        **synthesis_environment(),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Auckland",
        "CDK_OUTDIR": str(out),
        "CDK_VALIDATION": "false",
    }
    subprocess.run([sys.executable, str(ROOT / "app.py")], cwd=tmp_path, env=environment, check=True)

    timings = "performance-counters.json"  # CDK writes it where a synthesis was slow; nothing reads it
    names = {path.name for path in assembly.folder.iterdir() if path.name != timings}
    assert {path.name for path in out.iterdir()} == names
    differing = [name for name in names if (out / name).read_bytes() != (assembly.folder / name).read_bytes()]
    assert set(differing) <= {"validation-report.json"}  # CDK's own validation is off in this one


def test_nothing_was_looked_up_or_left_to_look_up(assembly: Assembly) -> None:
    assert "missing" not in assembly.manifest


def test_the_stacks_need_no_asset_and_no_bootstrap_version(assembly: Assembly) -> None:
    for stack, template in assembly.templates.items():
        assert "BootstrapVersion" not in template.get("Parameters", {}), stack
        types = {resource["Type"] for resource in template["Resources"].values()}
        assert not [kind for kind in types if kind.startswith(("Custom::", "AWS::Lambda::"))], stack
        assets = json.loads((assembly.folder / f"{stack}.assets.json").read_text())
        files = [asset["source"]["path"] for asset in assets["files"].values()]
        assert (files, assets["dockerImages"]) == ([f"{stack}.template.json"], {})


def test_a_wrong_pipeline_yml_is_an_error_on_stderr_and_no_traceback(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("application: X\n")
    environment = {**synthesis_environment(), "CDK_CONTEXT_JSON": f'{{"config": "{wrong}"}}'}
    command = [sys.executable, str(ROOT / "app.py")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{wrong}:1:14: application:" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_stack_waits_for_or_imports_from_another(assembly: Assembly) -> None:
    text = "".join((assembly.folder / f"{stack}.template.json").read_text() for stack in assembly.templates)
    assert not [word for word in ("Fn::ImportValue", "Fn::GetStackOutput", '"Export"') if word in text]
    for stack, artifact in stacks(assembly).items():
        assert artifact.get("dependencies", []) == [f"{stack}.assets"]


def test_every_stack_is_protected_against_termination(assembly: Assembly) -> None:
    assert all(artifact["properties"]["terminationProtection"] for artifact in stacks(assembly).values())


def stacks(assembly: Assembly) -> dict[str, Any]:
    artifacts = assembly.manifest["artifacts"]
    return {stack: artifacts[stack] for stack in assembly.templates}
