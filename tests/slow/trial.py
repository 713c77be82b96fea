"""One rehearsal of a scratch copy of this working tree, its templates as they are or without a statement."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rehearsal.server.decisions import RECORD
from tests.rehearsal.checkout import Checkout

SECONDS = 400  # a whole run takes a tenth of it on a quiet machine
MAIN = '__main__":\n    main()\n'
REWRITTEN = """
    import os
    from tests.policy.shadow.removal import rewrite
    rewrite(Path(os.environ["CDK_OUTDIR"]), {!r})
"""
DENIAL = re.compile(r"assumed-role/([^/\s]+)/\S+ is not authorized to perform: ([\w-]+:\w+)")
FAILED = re.compile(r"(\S+\.\S+) +Failed")


@dataclass(frozen=True)
class Outcome:
    succeeded: bool
    how: str  # it ended: where it failed, and what was denied


def rehearse(checkout: Checkout, pipeline_yml: Path, unit: str | None, decisions: Path | None = None) -> Outcome:
    """`decisions`: where to write what the run could not have done without."""
    base = checkout.head()
    (checkout.path / "pipeline.yml").write_text(pipeline_yml.read_text())
    checkout.git("rm", "--quiet", "-r", "execution-policies")  # of another pipeline.yml: Synthesize would say so
    checkout.git("commit", "--quiet", "--all", "--allow-empty", "--message", pipeline_yml.name)
    if unit:
        checkout.commit(f"Without {unit}", {"app.py": (MAIN, MAIN + REWRITTEN.format(unit))})
    if decisions:
        os.environ[RECORD] = str(decisions)
    try:
        done = checkout.module("rehearsal", "--approve", seconds=SECONDS)
        return outcome(done.returncode, done.stdout)
    except subprocess.TimeoutExpired as expired:
        return Outcome(False, f"no end after {SECONDS} s: {_how(_text(expired.stdout))}")
    finally:
        os.environ.pop(RECORD, None)
        checkout.git("reset", "--quiet", "--hard", base)


def outcome(status: int, output: str) -> Outcome:
    return Outcome(True, "succeeds") if status == 0 else Outcome(False, _how(output))


def _how(output: str) -> str:
    """The first action that failed, and the first call that was denied or else what the view says beside it."""
    failed, denial = FAILED.search(output), DENIAL.search(output)
    where = failed.group(1) if failed else "before the push"
    if denial:
        return f"{where} fails: {denial.group(1)} may not {denial.group(2)}"
    told = output[failed.end() :].splitlines()[1:2] if failed else output.strip().splitlines()[-1:]
    return f"{where} fails: {(told or ['nothing said'])[0].strip()}"


def _text(output: str | bytes | None) -> str:
    return output.decode(errors="replace") if isinstance(output, bytes) else output or ""
