"""An image of a build's artifact: the files that COPY names, and nothing of what it does not."""

import io
import json
import tarfile
import zipfile

import pytest

from rehearsal.images.build import Image, build
from rehearsal.images.dockerfile import DockerfileError, parse

FILES = {"dist/main.js": "main", "dist/public/index.html": "page", "secret.txt": "no", "package.json": "{}"}


def built(*instructions: str, files: dict[str, str] = FILES) -> Image:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        return build(parse("\n".join(["FROM node:24", *instructions, 'CMD ["node"]'])), archive)


def layer(image: Image) -> list[str]:
    digest = json.loads(image.manifest)["layers"][0]["digest"]
    return sorted(tarfile.open(fileobj=io.BytesIO(image.blobs[digest])).getnames())


def test_a_folders_contents_go_into_the_destination() -> None:
    assert layer(built("COPY dist /opt/web")) == ["opt/web/main.js", "opt/web/public/index.html"]


def test_a_file_becomes_the_destination_or_goes_into_it() -> None:
    assert layer(built("COPY package.json /opt/p.json")) == ["opt/p.json"]
    assert layer(built("COPY package.json /opt/")) == ["opt/package.json"]


def test_the_same_files_have_the_same_digest_and_others_another() -> None:
    copy = "COPY dist /opt/web"
    assert built(copy).digest == built(copy).digest
    assert built(copy).digest != built(copy, files={**FILES, "dist/main.js": "changed"}).digest


def test_what_the_artifact_does_not_hold_is_named() -> None:
    with pytest.raises(DockerfileError, match="the artifact holds no node_modules"):
        built("COPY node_modules /opt/web")


def test_a_path_of_the_artifact_cannot_lead_out() -> None:
    with pytest.raises(DockerfileError, match="leads out of the image"):
        built("COPY dist /opt/web", files={"dist/../../etc/passwd": "root"})
