"""What a reviewer asks of a change, answered by __snapshots__/test_stacks/<question>[<stack>].txt.

After a change that is meant: pytest tests/snapshots --snapshot-update; the diff of the files is the review.
"""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from policy.tables import iam_table, pipeline_graph, resource_list
from policy.templates.template import Template, normalised
from tests.synth.assembly import PIPELINE, Assembly


class PlainFile(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(PlainFile)


def assert_reviewed(assembly: Assembly, snapshot: SnapshotAssertion, answer: Callable[[Template], str]) -> None:
    for stack, template in assembly.templates.items():
        assert answer(template) == snapshot(name=stack)


def test_what_is_deployed(assembly: Assembly, snapshot: SnapshotAssertion) -> None:
    assert_reviewed(assembly, snapshot, normalised)


def test_who_may_do_what(assembly: Assembly, snapshot: SnapshotAssertion) -> None:
    assert_reviewed(assembly, snapshot, iam_table.table)


def test_what_would_be_lost(assembly: Assembly, snapshot: SnapshotAssertion) -> None:
    assert_reviewed(assembly, snapshot, resource_list.table)


def test_what_runs_in_which_order(assembly: Assembly, snapshot: SnapshotAssertion) -> None:
    assert pipeline_graph.graph(assembly.pipeline) == snapshot(name=PIPELINE)
