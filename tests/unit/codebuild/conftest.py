from pathlib import Path

import pytest

from rehearsal.sandbox import sandbox


@pytest.fixture(params=["isolated", "not isolated"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for builds, once with namespaces and once as on a machine that has none."""
    if request.param == "not isolated":
        monkeypatch.setattr(sandbox, "unavailable", lambda: "switched off by the test")
    elif (reason := sandbox.unavailable()) is not None:
        pytest.skip(f"no namespaces here: {reason}")
    return tmp_path
