"""The Install event: what is copied where, what gives way, what is removed by the next one."""

import stat
from pathlib import Path

import pytest

from rehearsal.codedeploy.appspec import Permission, parse
from rehearsal.codedeploy.installer import InstallError, install, matches
from rehearsal.codedeploy.revisions import DeploymentSpec, Revisions


class Machine:
    """A folder that stands for an instance's `/`."""

    def __init__(self, folder: Path) -> None:
        self.root, self._count = folder, 0

    def install(self, files: dict[str, str], appspec: str, behavior: str = "DISALLOW") -> None:
        self._count += 1
        revisions = Revisions(str(self.root), DeploymentSpec("app", f"d-{self._count}", "group", "id"))
        for name, text in files.items():
            path = revisions.archive / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        install(parse(f"version: 0.0\nos: linux\n{appspec}"), revisions, str(self.root), behavior)

    def path(self, guest: str) -> Path:
        return self.root / guest[1:]

    def mode(self, guest: str) -> int:
        return stat.S_IMODE(self.path(guest).stat().st_mode)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


ALL = "files: [{source: /dist, destination: /opt/app}]\n"


def test_a_folders_content_and_a_file_under_its_name(machine: Machine) -> None:
    machine.install(
        {"dist/a": "1", "dist/b/c": "2", "unit": "3"},
        "files: [{source: dist, destination: /opt/x/app}, {source: unit, destination: /etc/system}]",
    )
    assert machine.path("/opt/x/app/a").read_text() == "1"
    assert machine.path("/opt/x/app/b/c").read_text() == "2"
    assert machine.path("/etc/system/unit").read_text() == "3"


def test_the_next_install_removes_what_this_one_copied_and_no_more(machine: Machine) -> None:
    machine.install({"dist/old/a": "1", "dist/kept/b": "2"}, ALL)
    machine.path("/opt/app/kept/by-a-script").touch()
    machine.install({"dist/new": "3"}, ALL)
    left = {str(path.relative_to(machine.path("/opt/app"))) for path in machine.path("/opt/app").rglob("*")}
    assert left == {"new", "kept", "kept/by-a-script"}


def test_a_file_that_codedeploy_did_not_install_stops_it_before_anything_is_copied(machine: Machine) -> None:
    machine.path("/opt/app").mkdir(parents=True)
    machine.path("/opt/app/b").write_text("mine")
    with pytest.raises(InstallError, match="a specified file already exists at this location: /opt/app/b"):
        machine.install({"dist/a": "1", "dist/b": "2"}, ALL)
    assert [path.name for path in machine.path("/opt/app").iterdir()] == ["b"]


@pytest.mark.parametrize(("behavior", "left"), [("OVERWRITE", "theirs"), ("RETAIN", "mine")])
def test_the_appspecs_behavior_beats_the_deployments(machine: Machine, behavior: str, left: str) -> None:
    machine.path("/opt/app").mkdir(parents=True)
    machine.path("/opt/app/a").write_text("mine")
    machine.install({"dist/a": "theirs"}, f"{ALL}file_exists_behavior: {behavior}")
    assert machine.path("/opt/app/a").read_text() == left


def test_the_deployments_behavior_counts_where_the_appspec_has_none(machine: Machine) -> None:
    machine.path("/opt/app").mkdir(parents=True)
    machine.path("/opt/app/a").write_text("mine")
    machine.install({"dist/a": "theirs"}, ALL, behavior="OVERWRITE")
    assert machine.path("/opt/app/a").read_text() == "theirs"


def test_two_files_for_one_place_are_refused(machine: Machine) -> None:
    with pytest.raises(InstallError, match=r"two source files named .*y/a and .*x/a for the same destination"):
        machine.install(
            {"x/a": "", "y/a": ""},
            "files: [{source: x, destination: /opt}, {source: y, destination: /opt}]",
        )


def test_permissions_reach_files_and_folders_below_their_object(machine: Machine) -> None:
    permissions = (
        "permissions: [{object: /opt/app, mode: 640, type: [file], except: ['*.sh']},"
        " {object: /opt/app, mode: 711, owner: root, type: [directory]}, {object: /opt/app/x.sh, mode: 700}]"
    )
    machine.install({"dist/a": "", "dist/d/b": "", "dist/x.sh": ""}, ALL + permissions)
    assert (machine.mode("/opt/app/a"), machine.mode("/opt/app/x.sh")) == (0o640, 0o700)
    assert (machine.mode("/opt/app/d"), machine.mode("/opt/app/d/b")) == (0o711, 0o640)


def test_permissions_given_twice_are_refused(machine: Machine) -> None:
    with pytest.raises(InstallError, match=r"permissions setting for \(/opt/app/a\) is specified more than once"):
        machine.install(
            {"dist/a": ""}, f"{ALL}permissions: [{{object: /opt/app, mode: 600}}, {{object: /opt/app/a, mode: 600}}]"
        )


def test_a_pattern_for_a_single_file_is_refused(machine: Machine) -> None:
    with pytest.raises(InstallError, match=r"an object \(/opt/app/a\) with an invalid pattern \(\*\.js\)"):
        machine.install({"dist/a": ""}, f"{ALL}permissions: [{{object: /opt/app/a, pattern: '*.js'}}]")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("**", "/o/a/b", True),
        ("**", "/other", False),
        ("*.sh", "/o/x.sh", True),
        ("*.sh", "/o/a/x.sh", False),
        ("a*c*", "/o/abcd", True),
        ("a.c", "/o/abc", False),
        ("*", "/o", False),
    ],
)
def test_patterns_match_names_directly_below_the_object(pattern: str, path: str, expected: bool) -> None:
    assert matches(Permission("/o", pattern, (), ("file",), None, None, None), path) is expected
