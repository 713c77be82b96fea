from collections.abc import Iterator
from pathlib import Path

import pytest

from rehearsal.instances.instance import Instance
from rehearsal.sandbox.sandbox import unavailable

MODES = [
    pytest.param(True, marks=pytest.mark.skipif(unavailable() is not None, reason="no namespaces"), id="isolated"),
    pytest.param(False, id="fallback"),
]


class Console:
    """An instance, and what the last command in it printed."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.output = instance, ""

    def __call__(self, script: str, timeout_seconds: float = 30) -> int | None:
        lines: list[str] = []
        code = self.instance.run(["/bin/bash", "-c", script], {}, timeout_seconds, lines.append)
        self.output = "".join(lines)
        return code

    def install(self, name: str, text: str) -> None:
        (self.instance.folder / "etc/systemd/system" / name).write_text(text)


@pytest.fixture(params=MODES)
def console(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Console]:
    instance = Instance("i-0abc", tmp_path / "instance", "127.0.9.1", isolated=request.param)
    instance.start()
    yield Console(instance)
    instance.terminate()
