"""The build image offers node and python; what a build installs stays in its own image."""

import re
import subprocess
import sysconfig
from dataclasses import replace
from pathlib import Path

import pytest

from rehearsal.codebuild.image import make_image, runtime_warnings
from tests.unit.codebuild.a_build import ORDER, build, zipped

SPEC = """\
version: 0.2
phases:
  build:
    commands:
      - node --version
      - npm --version
      - python --version
      - pip --version
      - npm config get prefix
      - python -c 'import ruamel.yaml'
"""
PACKAGE = {
    "left_pad_x-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: left-pad-x\nVersion: 1.0\n",
    "left_pad_x-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "left_pad_x-1.0.dist-info/RECORD": "",
    "left_pad_x.py": "NAME = 'padded'\n",
}


def test_node_npm_python_and_pip_answer(folder: Path) -> None:
    built = build(folder, SPEC, order=replace(ORDER, primary_artifact=False))
    assert built.result.status == "SUCCEEDED", built.log
    assert built.output[0].startswith("v24.")
    assert built.output[4].endswith("/image"), "global npm packages go into the image"


def test_what_is_locked_and_installed_here_satisfies_pip_offline(folder: Path) -> None:
    lock = Path("requirements/synth.txt").read_text()
    spec = (
        "version: 0.2\nphases:\n  build:\n    commands:\n"
        "      - pip install --no-index --require-hashes -r requirements.txt\n"
    )
    built = build(folder, spec, {"requirements.txt": lock}, order=replace(ORDER, primary_artifact=False))
    assert built.result.status == "SUCCEEDED", built.log
    for_this_python = [line for line in built.output if not MARKED_FOR_ANOTHER.match(line)]
    assert for_this_python
    assert all("already satisfied" in line for line in for_this_python)


def test_a_new_package_goes_into_the_image_of_the_build_only(tmp_path: Path) -> None:
    make_image(tmp_path / "image")
    wheel = tmp_path / "left_pad_x-1.0-py3-none-any.whl"
    wheel.write_bytes(zipped(PACKAGE))
    binaries = tmp_path / "image" / "bin"
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "HOME": str(tmp_path)}
    subprocess.run(["pip", "install", "-q", "--no-index", str(wheel)], check=True, env=environment)
    found = subprocess.run(
        ["python", "-c", "import left_pad_x; print(left_pad_x.__file__)"],
        check=True,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert found.stdout.startswith(str(tmp_path / "image"))
    assert not list(Path(sysconfig.get_path("purelib")).glob("left_pad_x*"))


MARKED_FOR_ANOTHER = re.compile(r"Ignoring \S+: markers .* don't match your environment")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("24", False),
        ("24.x", False),
        ("latest", False),
        ("24.1", False),
        ("22", True),
        ("2", True),
        ("24.2", True),
    ],
)
def test_a_runtime_version_that_differs_is_said(asked: str, said: bool) -> None:
    assert bool(runtime_warnings({"nodejs": asked}, {"nodejs": "24.1.0"})) == said
