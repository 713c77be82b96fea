"""The folders of one build: a clean working copy, a home, the image and a scratch folder, in a sandbox."""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from rehearsal.codebuild.folders import Folders, Mount
from rehearsal.codebuild.image import make_image
from rehearsal.sandbox.sandbox import Sandbox
from rehearsal.sandbox.system import Bind

OUTPUT, SCRATCH = "/codebuild/output", "/codebuild/output/tmp"
IMAGE, READ_ONLY, CACHE = "/codebuild/image", "/codebuild/readonly", "/codebuild/local-cache"
HOME = "/root"


@dataclass(frozen=True)
class Workspace:
    """`sandbox` shows the folders where CodeBuild has them; `folders` finds what a build's path means."""

    root: Path
    sandbox: Sandbox
    folders: Folders
    number: int  # of /codebuild/output/src<number>
    has_cache: bool

    def path(self, guest: str) -> str:
        """A path of CodeBuild's as the commands of this build find it."""
        return self.sandbox.locate(guest)

    def source(self, position: int = 0) -> str:
        """Where CodeBuild puts the nth input artifact of a pipeline action."""
        return self.path(f"{OUTPUT}/src{self.number}/src/s3/{position:02d}")

    def host(self, path: str) -> Path:
        return self.folders.host(PurePosixPath(path))

    def remove(self) -> None:
        """Also what the build made read-only, which its owner may not empty otherwise."""
        for folder, names, _ in os.walk(self.root):
            for name in names:
                if not (path := Path(folder, name)).is_symlink():
                    path.chmod(0o700)
        shutil.rmtree(self.root)


def make_workspace(root: Path, cache: Path | None, certificate_authority: Path | None) -> Workspace:
    """Fill `root`, which must not exist. `cache` outlives the workspace and is shared between builds."""
    root.mkdir(mode=0o700, parents=True)
    laid = {OUTPUT: root / "output", IMAGE: root / "image", HOME: root / "home", READ_ONLY: root / "readonly"}
    if cache is not None:
        laid[CACHE] = cache
    for host in laid.values():
        host.mkdir(parents=True, exist_ok=True)
    (root / "output" / "tmp").mkdir()
    make_image(root / "image")
    if certificate_authority is not None:
        shutil.copy(certificate_authority, root / "readonly" / "ca.pem")
    binds = tuple(Bind(host, guest, writable=guest != READ_ONLY) for guest, host in laid.items())
    sandbox = Sandbox(binds, hostname="codebuild")
    mounts = tuple(Mount(PurePosixPath(sandbox.locate(guest)), host) for guest, host in laid.items())
    return Workspace(root, sandbox, Folders(mounts), secrets.randbelow(10**9), cache is not None)
