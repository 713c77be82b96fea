"""What is recorded of IAM's decisions, and that nothing is when nobody asks."""

import json
from pathlib import Path

import pytest
from ministack.core import iam_evaluator

from rehearsal.server import decisions

BUILD = "arn:aws:sts::111111111111:assumed-role/build/1"


def statement(sid: str, *actions: str, resource: str = "*") -> dict[str, object]:
    return {"Sid": sid, "Effect": "Allow", "Action": list(actions), "Resource": resource}


def decide(action: str, *statements: dict[str, object]) -> str | None:
    """As iam_evaluator.enforce and authorization.denied answer: None for yes."""
    request = iam_evaluator.EvalContext(BUILD, "AssumedRole", "111111111111", action, "arn:aws:s3:::b/k", "eu-west-1")
    policy = iam_evaluator.parse_policy_document({"Statement": list(statements)})
    return None if iam_evaluator.evaluate(request, [policy]).decision == "Allow" else "denied"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(decisions.RECORD, str(tmp_path / "decisions"))
    for name in ("enforce", "_first_match"):
        monkeypatch.setattr(iam_evaluator, name, getattr(iam_evaluator, name))  # taken back afterwards
    decisions.install()
    return tmp_path / "decisions"


READ, READ_B, WRITE = statement("Read", "s3:Get*"), statement("ReadB", "s3:GetObject"), statement("Write", "s3:Put*")


def test_the_only_statement_that_allows_is_recorded(file: Path) -> None:
    assert decisions.recorded(decide)("s3:GetObject", READ, WRITE) is None
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == [{"principal": BUILD, "sid": "Read", "action": "s3:GetObject", "resource": "arn:aws:s3:::b/k"}]


@pytest.mark.parametrize("statements", [(READ, READ_B), (WRITE,), ()], ids=["two allow", "none allows", "none"])
def test_without_an_only_one_nothing_is(file: Path, statements: tuple[dict[str, object], ...]) -> None:
    assert decisions.recorded(decide)("s3:GetObject", *statements) == decide("s3:GetObject", *statements)
    assert not file.exists()


def test_costs_nothing_when_nobody_asks() -> None:
    enforce = iam_evaluator.enforce
    decisions.install()
    assert decisions.recorded(decide) is decide
    assert iam_evaluator.enforce is enforce
