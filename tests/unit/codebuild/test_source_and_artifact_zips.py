"""Nothing of a zip lands outside its folder, and what a build made travels with its modes."""

import io
import os
import stat
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codebuild.artifacts import UploadError, make_zip
from rehearsal.codebuild.buildspec import Artifact, Files
from rehearsal.codebuild.folders import EscapeError, Folders, Mount
from rehearsal.codebuild.source import SourceError, unpack
from tests.unit.codebuild.a_build import zipped

LINK = stat.S_IFLNK | 0o777


def test_files_modes_folders_and_inner_links_arrive(tmp_path: Path) -> None:
    unpack(
        zipped(
            {"bin/run.sh": "#!/bin/sh\n", "plain": "x", "run": "bin/run.sh", "empty/": ""},
            {"bin/run.sh": 0o100755, "run": LINK},
        ),
        tmp_path,
    )
    assert os.access(tmp_path / "bin" / "run.sh", os.X_OK)
    assert not os.access(tmp_path / "plain", os.X_OK)
    assert (tmp_path / "run").readlink() == Path("bin/run.sh")
    assert (tmp_path / "empty").is_dir()


@pytest.mark.parametrize("name", ["../out", "a/../../out", "/out", "..", "a\\..\\out"])
def test_an_entry_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(SourceError, match="outside its folder"):
        unpack(zipped({name: "x"}), tmp_path / "in")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    "files",
    [
        {"up": "..", "up/out": "x"},  # through a link
        {"passwd": "/etc/passwd"},
        {"up": "../.."},
        {"a/b/top": "../..", "x": "a/b/top/../.."},  # each looks harmless on its own
    ],
)
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    (tmp_path / "in").mkdir()
    links = {name: LINK for name in files if name != "up/out"}
    with pytest.raises((SourceError, OSError)):
        unpack(zipped(files, links), tmp_path / "in")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_source_that_unpacks_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="too large"):
        unpack(zipped({"a": b"0" * 600, "b": b"0" * 600}), tmp_path, maximum_bytes=1000)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_zip_are_an_error(data: bytes) -> None:
    with pytest.raises(SourceError):
        unpack(data, Path("/nonexistent"))


def tree(folder: Path, *names: str) -> Folders:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return Folders((Mount(PurePosixPath("/src"), folder),))


def test_the_zip_is_in_order_keeps_modes_and_is_repeatable(tmp_path: Path) -> None:
    folders = tree(tmp_path, "b", "a", "c/d")
    (tmp_path / "a").chmod(0o755)
    artifact = Artifact(Files(("**/*",)))
    data = make_zip(artifact, PurePosixPath("/src"), folders, print)
    entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    assert [entry.filename for entry in entries] == ["a", "b", "c/d"]
    assert entries[0].external_attr >> 16 & 0o777 == 0o755
    assert make_zip(artifact, PurePosixPath("/src"), folders, print) == data


def test_what_is_packed_unpacks_the_same(tmp_path: Path) -> None:
    folders = tree(tmp_path / "made", "run", "data/x")
    (tmp_path / "made" / "run").chmod(0o755)
    (tmp_path / "got").mkdir()
    unpack(make_zip(Artifact(Files(("**/*",))), PurePosixPath("/src"), folders, print), tmp_path / "got")
    assert os.access(tmp_path / "got" / "run", os.X_OK)
    assert (tmp_path / "got" / "data" / "x").read_text() == "data/x"


def test_discard_paths_flattens_and_never_drops_a_file_silently(tmp_path: Path) -> None:
    folders, source = tree(tmp_path, "one/x", "two/y", "two/x"), PurePosixPath("/src")
    flat = make_zip(Artifact(Files(("one/x", "two/y"), discard_paths=True)), source, folders, print)
    assert zipfile.ZipFile(io.BytesIO(flat)).namelist() == ["x", "y"]
    with pytest.raises(UploadError, match="two files would become x"):
        make_zip(Artifact(Files(("**/*",), discard_paths=True)), source, folders, print)


def test_several_base_directories_are_merged(tmp_path: Path) -> None:
    folders = tree(tmp_path, "my-build1/a", "my-build2/sub/b", "other/c")
    data = make_zip(Artifact(Files(("**/*",), "my-build*")), PurePosixPath("/src"), folders, print)
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["a", "sub/b"]


@pytest.mark.parametrize("target", ["/etc", "../..", "a/../../../x", "loop"])
def test_a_path_that_leaves_the_folders_is_an_error(tmp_path: Path, target: str) -> None:
    folders = tree(tmp_path / "made", "a/b")
    (tmp_path / "made" / "loop").symlink_to("loop")
    (tmp_path / "made" / "away").symlink_to(target)
    with pytest.raises(EscapeError):
        folders.resolve(PurePosixPath("/src/away"))


def test_a_link_to_a_folder_above_is_not_walked_for_ever(tmp_path: Path) -> None:
    folders = tree(tmp_path, "a/b")
    (tmp_path / "a" / "again").symlink_to("..")
    assert [name for name, _ in folders.files(PurePosixPath("/src"))] == ["a/b"]
