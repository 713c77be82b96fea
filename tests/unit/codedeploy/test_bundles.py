"""Bundles are unpacked as `unzip -o` does, and never outside their folder."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codedeploy import bundle
from rehearsal.codedeploy.bundle import BundleError, unpack


def zipped(entries: dict[str, str], mode: int = 0o644, links: dict[str, str] | None = None) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for kind, named in ((stat.S_IFLNK | 0o777, links or {}), (stat.S_IFREG | mode, entries)):
            for name, text in named.items():
                info = zipfile.ZipInfo(name)
                info.create_system, info.external_attr = 3, kind << 16
                file.writestr(info, text)
    return data.getvalue()


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def test_files_come_out_with_their_modes(tmp_path: Path) -> None:
    unpack(zipped({"scripts/a.sh": "x", "appspec.yml": ""}, mode=0o4755), tmp_path / "archive")
    assert tree(tmp_path / "archive") == {"scripts/a.sh", "appspec.yml"}
    assert stat.S_IMODE((tmp_path / "archive/scripts/a.sh").stat().st_mode) == 0o755


def test_an_earlier_archive_is_replaced(tmp_path: Path) -> None:
    unpack(zipped({"old": "", "b/c": ""}), tmp_path / "archive")
    unpack(zipped({"new": "", "b/d": ""}), tmp_path / "archive")
    assert tree(tmp_path / "archive") == {"new", "b/d"}


def test_a_single_top_folder_with_an_appspec_is_stripped(tmp_path: Path) -> None:
    unpack(zipped({"top/AppSpec.yml": "", "top/x/y": ""}), tmp_path / "archive")
    assert tree(tmp_path / "archive") == {"AppSpec.yml", "x/y"}
    unpack(zipped({"top/x/appspec.yml": ""}), tmp_path / "archive")
    assert tree(tmp_path / "archive") == {"top/x/appspec.yml"}
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/evil", "a/b/../../../evil"])
def test_a_path_out_of_the_bundle_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BundleError, match="leads out of it"):
        unpack(zipped({name: "x"}), tmp_path / "archive")
    assert not list(tmp_path.rglob("evil"))


@pytest.mark.parametrize("target", ["/etc", "..", "../..", "a/../../x"])
def test_a_link_out_of_the_bundle_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(BundleError, match="leads out of it"):
        unpack(zipped({}, links={"link": target}), tmp_path / "archive")


def test_a_file_is_not_written_through_a_link_that_leads_out_in_two_steps(tmp_path: Path) -> None:
    links = {"d/up": "..", "out": "d/up/.."}
    with pytest.raises(BundleError, match="leads out of it"):
        unpack(zipped({"out/evil": "x"}, links=links), tmp_path / "archive")
    assert not (tmp_path / "evil").exists()


def test_a_link_inside_the_bundle_is_kept(tmp_path: Path) -> None:
    unpack(zipped({"lib/v1/a": "x"}, links={"lib/current": "v1"}), tmp_path / "archive")
    assert (tmp_path / "archive/lib/current/a").read_text() == "x"


def test_what_unpacks_to_too_much_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "MAXIMUM_BYTES", 100)
    with pytest.raises(BundleError, match="unpacks to 101 bytes in 1 files; the limit is 100 bytes"):
        unpack(zipped({"a": "x" * 101}), tmp_path / "archive")
    assert tree(tmp_path) == set()


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_without_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    whole = zipped({"appspec.yml": "version: 0.0"})
    for damaged in (data, whole[: len(data)] + data + whole[2 * len(data) :]):
        message = "the bundle is whole"
        try:
            unpack(damaged, tmp_path_factory.mktemp("b") / "archive")
        except BundleError as error:
            message = str(error)
        assert message.startswith("the bundle")
