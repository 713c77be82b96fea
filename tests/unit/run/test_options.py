"""The switches behind `make rehearse APPROVE=yes KEEP=yes`."""

from pathlib import Path

import pytest

from rehearsal.run.options import Options, parse


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], Options(approve=False, keep=False, config=None, branch=None, pull_request=None, kept=False)),
        (["--approve"], Options(approve=True, keep=False, config=None, branch=None, pull_request=None, kept=False)),
        (
            ["--approve", "--keep"],
            Options(approve=True, keep=True, config=None, branch=None, pull_request=None, kept=False),
        ),
        (
            ["--config", "a.yml"],
            Options(approve=False, keep=False, config=Path("a.yml"), branch=None, pull_request=None, kept=False),
        ),
        (
            ["--branch", "develop"],
            Options(approve=False, keep=False, config=None, branch="develop", pull_request=None, kept=False),
        ),
        (
            ["--pull-request", "main"],
            Options(approve=False, keep=False, config=None, branch=None, pull_request="main", kept=False),
        ),
        (["--kept"], Options(approve=False, keep=False, config=None, branch=None, pull_request=None, kept=True)),
    ],
)
def test_each_switch_sets_its_option(arguments: list[str], expected: Options) -> None:
    assert parse(arguments) == expected


def test_an_unknown_switch_is_refused_in_the_words_of_make(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(["--aprove-it"])
    assert "make rehearse: error: unrecognized arguments: --aprove-it" in capsys.readouterr().err


def test_help_names_the_variables_of_make_and_hides_what_only_the_run_uses(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="0"):
        parse(["--help"])
    said = capsys.readouterr().out
    assert "APPROVE=yes" in said
    assert "KEEP=yes" in said
    assert "--kept" not in said
