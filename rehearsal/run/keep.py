"""KEEP=yes: the rehearsal goes on in the background after its verdict, until `make stop`."""

import subprocess
import sys
import time
from pathlib import Path

from rehearsal.run.options import Options
from rehearsal.run.workplace import only_one, state_folder

POLL_SECONDS = 0.2


def in_background(project: Path, options: Options) -> int:
    """Run in a process of its own, show what it prints until its verdict, and return that.

    Raises AlreadyRunning.
    """
    with only_one(project):
        pass  # the files below belong to whoever runs
    folder = state_folder(project)
    log, verdict = folder / "run.log", folder / "verdict"
    verdict.unlink(missing_ok=True)
    config = ["--config", str(options.config)] if options.config else []
    branch = ["--branch", options.branch] if options.branch else []
    branch += ["--pull-request", options.pull_request] if options.pull_request else []
    arguments = ["--kept", *(["--approve"] if options.approve else []), *config, *branch]
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "rehearsal", *arguments],
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        return _show_until_verdict(log, verdict, process)
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 130


def tell_verdict(project: Path, succeeded: bool) -> None:
    """Called in the background process: the one in front may end now."""
    (state_folder(project) / "verdict").write_text("0" if succeeded else "1")


def _show_until_verdict(log: Path, verdict: Path, process: subprocess.Popen[bytes]) -> int:
    with log.open() as text:
        while True:
            ended = process.poll() is not None or verdict.exists()
            sys.stdout.write(text.read())
            sys.stdout.flush()
            if ended:
                break
            time.sleep(POLL_SECONDS)
    if not verdict.exists():
        return process.returncode or 1
    print(f"It goes on in the background (process {process.pid}); its output: {log}. `make stop` ends it.")
    return int(verdict.read_text())
