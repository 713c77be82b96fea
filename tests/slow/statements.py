"""python -m tests.slow.statements: every statement is removed once; the rehearsal or the shadow test must notice.

It takes most of an hour. What has been found is kept in .cache/statements.json: a run that was stopped goes on where
it was, and a statement that has not changed since is not tried again. docs/statements.md is written from it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from fnmatch import fnmatchcase
from pathlib import Path

from tests.conftest import ROOT, synthesis_environment
from tests.policy.shadow.comparison import Comparison, read
from tests.policy.shadow.subject import Subject, subjects
from tests.policy.shadow.synthesize import PIPELINES
from tests.rehearsal import checkout
from tests.rehearsal.checkout import Checkout
from tests.slow.record import Found, Record
from tests.slow.trial import rehearse

RECORD, TABLE = ROOT / ".cache" / "statements.json", ROOT / "docs" / "statements.md"
FILES = {path.stem: path for path in PIPELINES}


def main(only: str) -> int:
    """Exit status: 0 when nothing that was tried went unnoticed."""
    record = Record.load(RECORD)
    with tempfile.TemporaryDirectory(prefix="slipway-statements-") as folder:
        comparison = _comparison(Path(folder))
        scratch = _checkout(Path(folder) / "checkout")
        everything = list(subjects(comparison))
        names = [subject.name for subject in everything]
        for subject in everything:
            known = record.found.get(subject.name)
            if fnmatchcase(subject.name, only) and not (known and known.digest == subject.digest):
                if subject.name not in record.needed_for:
                    record.needed_for |= _as_it_is(subject.pipeline, everything, scratch, Path(folder))
                record.found[subject.name] = _without(subject, comparison, scratch)
                record.save()
                print(record.row(subject.name), flush=True)
    TABLE.write_text(record.table(names))
    print(*(f"unnoticed: {name}" for name in record.unnoticed(names)), sep="\n")
    return 1 if record.unnoticed(names) else 0


def _as_it_is(pipeline: str, everything: list[Subject], scratch: Checkout, folder: Path) -> dict[str, list[str]]:
    """What each statement is needed for, by its name, in a rehearsal that succeeds."""
    decisions = folder / f"{pipeline}.jsonl"
    outcome = rehearse(scratch, FILES[pipeline], None, decisions)
    if not outcome.succeeded:
        sys.exit(f"{pipeline}: the rehearsal fails with every statement: {outcome.how}")
    lines = [json.loads(line) for line in decisions.read_text().splitlines()]
    return {each.name: each.needed_for(lines) for each in everything if each.pipeline == pipeline}


def _without(subject: Subject, comparison: Comparison, scratch: Checkout) -> Found:
    outcome = rehearse(scratch, FILES[subject.pipeline], subject.name)
    return Found(subject.digest, None if outcome.succeeded else outcome.how, subject.missed(comparison))


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
