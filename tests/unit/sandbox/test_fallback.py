"""Without namespaces a sandbox says where things lie, and still runs."""

import subprocess
from pathlib import Path

from rehearsal.sandbox.sandbox import Bind, Sandbox


def test_paths_are_located_through_the_deepest_bind() -> None:
    binds = (Bind(Path("/host"), "/opt"), Bind(Path("/deep"), "/opt/app/data"), Bind(None, "/opt/app/tmp"))
    fallback = Sandbox(binds, isolated=False)
    assert fallback.locate("/opt/app/x") == "/host/app/x"
    assert fallback.locate("/opt/app/data/y") == "/deep/y"
    assert fallback.locate("/optional") == "/optional"
    assert Sandbox(binds, isolated=True).locate("/opt/app/x") == "/opt/app/x"


def test_the_payload_runs_on_the_machines_own_file_system(tmp_path: Path) -> None:
    fallback = Sandbox((Bind(tmp_path, "/srv", writable=True),), isolated=False)
    process = fallback.popen(
        ["/bin/sh", "-c", "pwd; touch made; exit 3"],
        env={"PATH": "/usr/bin:/bin"},
        cwd=fallback.locate("/srv"),
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.read().decode().strip() == str(tmp_path)
        assert process.wait() == 3
    assert (tmp_path / "made").exists()
