"""An image of a build's artifact: one layer of what COPY names, a configuration, a manifest.

The same artifact and Dockerfile give the same bytes, and so the same digest.
https://github.com/opencontainers/image-spec/blob/main/manifest.md
"""

import io
import json
import tarfile
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from rehearsal.images.dockerfile import Copy, DockerfileError, Recipe

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar"


@dataclass(frozen=True)
class Image:
    manifest: str
    blobs: dict[str, bytes]  # by digest: the configuration and the layer

    @property
    def digest(self) -> str:
        return digest(self.manifest.encode())


def digest(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"


def build(recipe: Recipe, context: zipfile.ZipFile) -> Image:
    """Raises DockerfileError for a source that the context does not hold."""
    layer = _layer(recipe, context)
    config = json.dumps(_config(recipe, layer), sort_keys=True).encode()
    described = [(CONFIG, config), (LAYER, layer)]
    parts = [{"mediaType": kind, "digest": digest(data), "size": len(data)} for kind, data in described]
    manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": parts[0], "layers": parts[1:]}
    return Image(json.dumps(manifest, sort_keys=True), {digest(data): data for _, data in described})


def _config(recipe: Recipe, layer: bytes) -> dict[str, object]:
    return {
        "architecture": "amd64",
        "os": "linux",
        "rootfs": {"type": "layers", "diff_ids": [digest(layer)]},
        "config": {
            "Env": [f"{name}={value}" for name, value in recipe.environment.items()],
            "Entrypoint": list(recipe.entrypoint),
            "Cmd": list(recipe.command),
            "User": recipe.user,
            "WorkingDir": str(recipe.workdir),
            "ExposedPorts": {port: {} for port in recipe.ports},
            "Labels": {**recipe.labels, "org.opencontainers.image.base.name": recipe.base},
        },
    }


def _layer(recipe: Recipe, context: zipfile.ZipFile) -> bytes:
    files: dict[PurePosixPath, bytes] = {}
    for copy in recipe.copies:
        files.update(_copied(copy, context))
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path, content in sorted(files.items()):
            member = tarfile.TarInfo(str(path).lstrip("/"))
            member.size, member.mode = len(content), 0o755
            archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def _copied(copy: Copy, context: zipfile.ZipFile) -> dict[PurePosixPath, bytes]:
    """A folder's contents go into the destination; a file becomes it, or goes into it."""
    found: dict[PurePosixPath, bytes] = {}
    names = [name for name in context.namelist() if not name.endswith("/")]
    for source in copy.sources:
        whole = "" if source in (".", "./") else str(PurePosixPath(source))
        below = [name for name in names if not whole or name.startswith(f"{whole}/")]
        if whole in names:
            to = copy.destination / PurePosixPath(whole).name if copy.into_folder else copy.destination
            found[to] = context.read(whole)
        elif below:
            found |= {copy.destination / name[len(whole) :].lstrip("/"): context.read(name) for name in below}
        else:
            raise DockerfileError(f"Dockerfile: COPY: the artifact holds no {source}")
    if any(".." in path.parts for path in found):
        raise DockerfileError("Dockerfile: COPY: a path of the artifact leads out of the image")
    return found
