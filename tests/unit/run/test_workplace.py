"""One rehearsal at a time for a checkout, and nothing of it left: not after its end, not after a crash."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from rehearsal.run import stop, workplace
from rehearsal.run.workplace import AlreadyRunning, only_one, private_folder, remove_leftovers, session_of

ROOT = Path(__file__).parents[3]
HOLD = "import sys, time; from pathlib import Path; from rehearsal.run.workplace import only_one\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def remotes(project: Path) -> list[str]:
    return workplace.git(project, "remote").splitlines()


def crashed(project: Path, folder: Path) -> None:
    """What a run that was killed has left."""
    folder.mkdir(parents=True)
    (folder / "file").write_text("left")
    state = workplace.state_folder(project)
    (state / "session.json").write_text(json.dumps({"pid": 1, "folder": str(folder)}))
    (state / "env").write_text("export AWS_ENDPOINT_URL=gone\n")
    workplace.git(project, "remote", "add", workplace.REMOTE, str(folder / "git" / "a.git"))


def test_a_second_rehearsal_of_a_checkout_is_refused(project: Path) -> None:
    with only_one(project), pytest.raises(AlreadyRunning), only_one(project):
        pytest.fail("two at a time")


def test_another_checkout_may_rehearse_meanwhile(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with only_one(project), only_one(tmp_path_factory.mktemp("another")):
        pass


def test_the_lock_is_free_after_the_end_and_after_a_crash(project: Path) -> None:
    with only_one(project):
        pass
    hold = f"{HOLD}with only_one(Path({str(project)!r})): print('held', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning), only_one(project):
            pytest.fail("two at a time")
        holder.kill()
    with only_one(project):
        pass


def test_the_folder_is_private_named_in_the_session_and_gone_afterwards(project: Path) -> None:
    with private_folder(project) as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert (folder / "tmp").is_dir()
        assert session_of(project) == {"pid": os.getpid(), "folder": str(folder)}
        (folder / "file").write_text("written by the local AWS")
    assert not folder.exists()
    assert session_of(project) is None


def test_the_folder_goes_when_the_run_fails(project: Path) -> None:
    with pytest.raises(ValueError, match="broken"), private_folder(project) as folder:
        raise ValueError("broken")
    assert not folder.exists()


def test_the_next_run_removes_what_a_crash_has_left(project: Path, tmp_path: Path) -> None:
    left = tmp_path / "slipway-left"
    crashed(project, left)
    with private_folder(project) as folder:
        assert not left.exists()
        assert folder != left
        assert remotes(project) == []
        assert not (workplace.state_folder(project) / "env").exists()


def test_a_remote_of_the_users_own_stays(project: Path, tmp_path: Path) -> None:
    crashed(project, tmp_path / "slipway-left")
    workplace.git(project, "remote", "set-url", workplace.REMOTE, "git@example.com:a/b.git")
    workplace.git(project, "remote", "add", "origin", str(tmp_path / "slipway-left" / "a.git"))
    remove_leftovers(project)
    assert remotes(project) == ["origin", "rehearsal"]


def test_a_session_that_cannot_be_read_is_none(project: Path) -> None:
    (workplace.state_folder(project) / "session.json").write_text("{")
    assert session_of(project) is None
    remove_leftovers(project)


def test_stop_without_a_rehearsal_clears_up_and_says_so(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    crashed(project, tmp_path / "slipway-left")
    monkeypatch.chdir(project)
    assert stop.main() == 0
    assert capsys.readouterr().out == "No rehearsal of this checkout was running.\n"
    assert not (tmp_path / "slipway-left").exists()


def test_stop_asks_the_process_of_the_session_to_end_and_waits(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = f"""{HOLD}
from rehearsal.run.workplace import private_folder
with only_one(Path({str(project)!r})), private_folder(Path({str(project)!r})) as folder:
    print(folder, flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", run], cwd=ROOT, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        folder = Path(holder.stdout.readline().strip())
        threading.Thread(target=holder.wait).start()  # as a shell does: what nobody has waited for is still there
        monkeypatch.chdir(project)
        assert stop.main() == 0
        assert holder.wait() == -signal.SIGTERM
    assert capsys.readouterr().out == "The rehearsal has ended.\n"
    assert not folder.exists()
