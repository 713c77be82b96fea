"""python -m tests.slow.statements: every statement is removed once; the rehearsal or the shadow test must notice.

It takes most of an hour. What has been found is kept in .cache/statements.json: a run that was stopped goes on where
it was, and a statement that has not changed since is not tried again. docs/statements.md is written from it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tests.conftest import ROOT, synthesis_environment
from tests.policy.shadow.comparison import PIPELINES, Comparison, read
from tests.policy.shadow.subject import Subject, subjects
from tests.rehearsal import checkout
from tests.rehearsal.checkout import Checkout
from tests.slow.record import NOT_REHEARSED, NOT_TRIED, Found, Record
from tests.slow.trial import Outcome, rehearse

RECORD, TABLE = ROOT / ".cache" / "statements.json", ROOT / "docs" / "statements.md"
FILES = {path.stem: path for path in PIPELINES}
REHEARSED = [name for name in FILES if name != "strict"]  # its bucket for copies, its certificate: made by others


@dataclass(frozen=True)
class Trials:
    record: Record
    comparison: Comparison
    subjects: list[Subject]
    scratch: Checkout
    decisions: Path  # where a rehearsal writes what it could not have done without

    def hold(self, subject: Subject) -> None:
        rehearsed = subject.pipeline in REHEARSED
        if rehearsed and subject.name not in self.record.needed_for:
            self._rehearse_with_all(subject.pipeline)
        ended = (
            rehearse(self.scratch, FILES[subject.pipeline], subject.name) if rehearsed else Outcome(True, NOT_REHEARSED)
        )
        missed = subject.missed(self.comparison)
        self.record.found[subject.name] = Found(subject.digest, ended.how, not ended.succeeded, missed)
        self.record.save()
        print(self.record.row(subject.name), flush=True)

    def _rehearse_with_all(self, pipeline: str) -> None:
        """It must succeed, or failures would prove nothing; and it says what each statement is needed for."""
        self.decisions.unlink(missing_ok=True)
        ended = rehearse(self.scratch, FILES[pipeline], None, self.decisions)
        if not ended.succeeded:
            sys.exit(f"{pipeline}: the rehearsal fails with every statement: {ended.how}")
        lines = [json.loads(line) for line in self.decisions.read_text().splitlines()]
        mine = [subject for subject in self.subjects if subject.pipeline == pipeline]
        self.record.needed_for |= {subject.name: subject.needed_for(lines) for subject in mine}
        self.record.save()


def main(only: str) -> int:
    """Exit status: 1 when something that was tried went unnoticed."""
    record = Record.load(RECORD)
    with tempfile.TemporaryDirectory(prefix="slipway-statements-") as name:
        folder = Path(name)
        comparison = _comparison(folder)
        everything = list(subjects(comparison))
        record.forget_unless({subject.name: subject.digest for subject in everything})
        trials = Trials(record, comparison, everything, _checkout(folder / "checkout"), folder / "decisions")
        for subject in everything:
            if fnmatchcase(subject.name, only) and not record.tried(subject.name):
                trials.hold(subject)
            elif subject.name not in record.found:
                record.found[subject.name] = Found(subject.digest, NOT_TRIED, False, subject.missed(comparison))
    names = [subject.name for subject in everything]
    TABLE.write_text(record.table(names))
    return 1 if record.unnoticed(names) else 0


def _comparison(folder: Path) -> Comparison:
    ours, cdks = folder / "ours", folder / "cdks"
    for module, out in (("tests.policy.shadow.templates", ours), ("tests.policy.shadow.synthesize", cdks)):
        environment = {**synthesis_environment(), "CDK_VALIDATION": "false"}
        subprocess.run(
            [sys.executable, "-m", module, str(out)], cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL
        )
    return read({name: ours / name for name in FILES}, {name: cdks / name for name in FILES})


def _checkout(path: Path) -> Checkout:
    path.mkdir()
    return checkout.make(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make statements", description=__doc__)
    parser.add_argument(
        "--only", default="*", metavar="PATTERN", help="e.g. 'webapp-build/*'; all statements if not given"
    )
    sys.exit(main(parser.parse_args().only))
