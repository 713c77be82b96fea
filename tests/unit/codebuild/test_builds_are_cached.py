"""What the project's own buildspecs keep for the next build, by what a registry is asked for."""

import base64
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.codebuild.a_build import ORDER, Built, build

BUILDSPEC = (ROOT / "buildspec.yml").read_text()
PACKAGE = "left"


def tarball() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        manifest = json.dumps({"name": PACKAGE, "version": "1.0.0"}).encode()
        entry = tarfile.TarInfo("package/package.json")
        entry.size = len(manifest)
        archive.addfile(entry, io.BytesIO(manifest))
    return packed.getvalue()


@dataclass
class Registry:
    """Of one package; `asked`: for what."""

    content: bytes = field(default_factory=tarball)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def lock(self) -> str:
        digest = base64.b64encode(hashlib.sha512(self.content).digest()).decode()
        root = {"name": "webapp", "version": "1.0.0", "dependencies": {PACKAGE: "1.0.0"}}
        resolved = {"version": "1.0.0", "resolved": f"{self.url}/{PACKAGE}.tgz", "integrity": f"sha512-{digest}"}
        packages = {"": root, f"node_modules/{PACKAGE}": resolved}
        return json.dumps({**root, "lockfileVersion": 3, "requires": True, "packages": packages})


@pytest.fixture
def registry() -> Iterator[Registry]:
    made = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(made.content)))
            self.end_headers()
            self.wfile.write(made.content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


def built(folder: Path, registry: Registry, cache: Path | None) -> Built:
    files = [file for file in (ROOT / "webapp").rglob("*") if file.is_file()]
    ours = [file for file in files if not {"node_modules", "dist", "reports"} & set(file.parts)]
    source = {str(file.relative_to(ROOT)): file.read_text() for file in ours}
    manifest = json.loads(source["webapp/package.json"]) | {"dependencies": {PACKAGE: "1.0.0"}}
    locked = {"webapp/package.json": json.dumps(manifest), "webapp/package-lock.json": registry.lock()}
    return build(folder, BUILDSPEC, {**source, **locked, "appspec.yml": ""}, order=replace(ORDER, cache=cache))


def test_a_second_build_downloads_nothing(tmp_path: Path, registry: Registry) -> None:
    first, second = (built(tmp_path, registry, tmp_path / "cache") for _ in range(2))
    assert [one.result.status for one in (first, second)] == ["SUCCEEDED"] * 2, first.log + second.log
    assert registry.asked == [f"/{PACKAGE}.tgz"]


def test_without_a_cache_each_build_downloads(tmp_path: Path, registry: Registry) -> None:
    for _ in range(2):
        built(tmp_path, registry, None)
    assert registry.asked == [f"/{PACKAGE}.tgz"] * 2


def test_what_somebody_has_put_into_the_cache_is_not_taken_for_the_package(tmp_path: Path, registry: Registry) -> None:
    built(tmp_path, registry, tmp_path / "cache")
    [kept] = [file for file in (tmp_path / "cache").rglob("*") if file.is_file() and "content-v2" in file.parts]
    kept.write_bytes(b"something else")
    again = built(tmp_path, registry, tmp_path / "cache")
    assert again.result.status == "SUCCEEDED", again.log
    assert registry.asked == [f"/{PACKAGE}.tgz"] * 2
