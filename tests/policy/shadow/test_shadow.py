"""CDK's default grants minus ours equals an explained list, and ours minus CDK's another: no permission that is
needed is forgotten unnoticed, and none slips in."""

from dataclasses import replace

import pytest

from policy.mutation.mutant import copy_of, statement
from tests.conftest import ROOT
from tests.policy.shadow.comparison import OWN, Comparison, pairs
from tests.policy.shadow.explained import ADDED, NOT_NEEDED, Explained
from tests.policy.shadow.permissions import by_all_policies
from tests.policy.shadow.subject import subjects

STATEMENTS_MD = ROOT / "docs" / "statements.md"
SLIPPED_IN = [
    ("Roles/build/Policy/Resource", "WriteLogs", "logs:DeleteLogGroup", "webapp-build"),
    ("Roles/build/Policy/Resource", "WriteLogs", "logs:Describe*", "webapp-build"),
    ("Artifacts/Bucket/Policy/Resource", "ProjectsReadSource", "s3:DeleteObject", "webapp-build"),
    ("Artifacts/Key/Resource", "DeploymentsDecrypt", "kms:ReEncryptTo", "webapp-update-pipeline"),
]


def test_what_cdk_grants_and_we_do_not_is_explained(comparison: Comparison) -> None:
    assert comparison.not_needed == frozenset().union(*comparison.explained(NOT_NEEDED))


def test_what_we_grant_and_cdk_does_not_is_explained(comparison: Comparison) -> None:
    assert comparison.added == frozenset().union(*comparison.explained(ADDED))


@pytest.mark.parametrize("rows", [NOT_NEEDED, ADDED], ids=["not needed", "added"])
def test_every_row_explains_something_and_no_two_the_same(comparison: Comparison, rows: tuple[Explained, ...]) -> None:
    explained = comparison.explained(rows)
    assert all(explained)
    assert sum(map(len, explained)) == len(frozenset().union(*explained))


def test_no_statement_can_be_removed_unnoticed(comparison: Comparison) -> None:
    everything = list(subjects(comparison))
    assert len(everything) > 50
    assert [subject.name for subject in everything if not subject.missed(comparison)] == []


@pytest.mark.parametrize(("construct", "sid", "action", "role"), SLIPPED_IN)
def test_what_slips_into_a_statement_is_noticed(
    comparison: Comparison, construct: str, sid: str, action: str, role: str
) -> None:
    changed = copy_of(comparison.assemblies[OWN])
    statement(changed, "Pipeline", construct, sid).update(Action=["sts:TagSession", action])
    with_it = replace(comparison, ours=pairs(OWN, by_all_policies(changed)))
    assert role in {of for of, _ in with_it.ours - comparison.ours}


def test_the_table_of_removals_has_every_statement(comparison: Comparison) -> None:
    """docs/statements.md is written by `make statements`, which takes most of an hour: not with every change."""
    rows = [line.removeprefix("| ").split(" |")[0] for line in STATEMENTS_MD.read_text().splitlines()]
    names = [subject.name.replace("<", "\\<") for subject in subjects(comparison)]
    assert [row for row in rows if "/" in row and " " not in row] == names
