"""Mutants that cannot be tried are an error: they would count as caught, or as none at all."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from policy.finding import Finding
from policy.mutation import suite
from policy.mutation.__main__ import show
from policy.mutation.mutant import Mutant, add, drop, put_section
from policy.mutation.table import score
from policy.mutation.trial import Verdict, first_to_notice, try_all
from policy.templates.assembly import Assembly, Stack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "manifest.json").write_text(json.dumps({"artifacts": {}}))
    return tmp_path


def test_a_mutant_of_another_synthesis_needs_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "mutants", lambda: (Mutant("role: boundary dropped", lambda _: None, of="strict"),))
    with pytest.raises(suite.NoVariantError, match="strict need --variants"):
        suite.run(folder, None)


def test_a_mutant_that_breaks_nothing_counts_neither_way() -> None:
    [verdict] = try_all([Mutant("role: idle", lambda _: None)], {"default": Assembly(())})
    assert verdict.idle == "changes nothing"
    assert not verdict.caught
    assert not verdict.survived


def test_a_mutant_without_its_resource_counts_neither_way() -> None:
    gone = Mutant("bucket: gone", drop("dev", "Store/Resource", "BucketEncryption"))
    [verdict] = try_all([gone], {"default": Assembly((stack(),))})
    assert verdict.idle == "nothing to break: 0 resources at dev/Store/Resource"
    assert score([verdict]) == "0 of 0 caught: 0 %. 1 not tried: this pipeline.yml has nothing for them to break."


def stack() -> Stack:
    return Stack("dev", "dev", "1", "eu-central-1", True, {"Resources": {}})


def test_the_quick_trial_and_the_full_one_agree() -> None:
    open_bucket = Mutant("bucket: plain", add("dev", "Plain", "AWS::S3::Bucket"))
    harmless = Mutant("stack: another description", put_section("dev", "Description", "another"))
    tried = [open_bucket, harmless, open_bucket]
    full = try_all(tried, {"default": Assembly((stack(),))})
    quick = first_to_notice(tried, {"default": Assembly((stack(),))})
    assert [one.caught for one in full] == [one.caught for one in quick] == [True, False, True]
    assert {found.rule for found in quick[2].findings} < {found.rule for found in full[2].findings}


def test_all_but_one_is_not_a_hundred_per_cent() -> None:
    caught = Verdict(Mutant("a: b", lambda _: None), (Finding("dev", "X", "Slipway::a_rule[detail]"),))
    survivor = Verdict(Mutant("c: d", lambda _: None), ())
    assert score([*[caught] * 999, survivor]) == "999 of 1000 caught: 99 %."
    assert score([caught]) == "1 of 1 caught: 100 %."
    assert score([]) == "0 of 0 caught: 0 %."
    written = io.StringIO()
    show([caught, survivor], Console(file=written, width=80))
    assert "a_rule" in written.getvalue()
    assert "nobody" in written.getvalue()
