"""What the statement-level run says of itself. The run is `make statements`; this is quick."""

from pathlib import Path

import pytest

from tests.slow.record import NOT_TRIED, Found, Record
from tests.slow.trial import Outcome, outcome

DENIED = (
    "● Build.Build                  Failed 1.2 s\n"
    "  AccessDenied: User: arn:aws:sts::111111111111:assumed-role/webapp-build/CodeBuild "
    "is not authorized to perform: logs:CreateLogStream on resource: x because no policy allows it"
)
RECORD = Record(
    Path("none"),
    {"build/WriteLogs": ["logs:CreateLogStream"]},
    {
        "build/WriteLogs": Found("1", "Build.Build fails: a|b", True, ("build logs:putlogevents",)),
        "flow-logs/Write": Found("2", "succeeds", False, ("flow-logs logs:putlogevents",)),
        "build/Unused": Found("3", "succeeds", False, ()),
        "build/New": Found("4", NOT_TRIED, False, ("build logs:createlogstream",)),
    },
)
ALL = [*RECORD.found]


@pytest.mark.parametrize(
    ("status", "output", "expected"),
    [
        (0, "The rehearsal succeeded.", Outcome(True, "succeeds")),
        (1, DENIED, Outcome(False, "Build.Build fails: webapp-build may not logs:CreateLogStream")),
        (1, "● dev.Release  Failed 3 s\n  no instance\nbye", Outcome(False, "dev.Release fails: no instance")),
        (1, "cdk deploy failed:\nrefused\n", Outcome(False, "before the push fails: refused")),
        (1, "", Outcome(False, "before the push fails: nothing said")),
    ],
)
def test_how_a_run_ended(status: int, output: str, expected: Outcome) -> None:
    assert outcome(status, output) == expected


def test_the_table_counts_and_names_what_nothing_notices() -> None:
    table = RECORD.table(ALL)
    assert "4 statements. 3 were tried in a rehearsal: 1 fail it, 1 the shadow test alone. The other 1" in table
    assert "1 go unnoticed." in table
    assert "| build/Unused | - | succeeds | **nothing** |" in table
    assert "| build/WriteLogs | logs:CreateLogStream | Build.Build fails: a\\|b | build logs:putlogevents |" in table
    assert "| build/New | - | not tried | build logs:createlogstream |" in table
    assert RECORD.unnoticed(ALL) == ["build/Unused"]


def test_what_is_kept_is_read_again_and_what_has_changed_is_forgotten(tmp_path: Path) -> None:
    kept = Record(tmp_path / "record.json", RECORD.needed_for, RECORD.found)
    kept.save()
    again = Record.load(kept.file)
    assert again == kept
    again.forget_unless({"build/WriteLogs": "1", "build/Unused": "changed"})
    assert list(again.found) == ["build/WriteLogs"]
