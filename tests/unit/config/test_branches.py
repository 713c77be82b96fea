"""Patterns of branches: whether two of them have a branch in common, judged by the globs of the rehearsal."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from config.branches import overlap
from rehearsal.codepipeline.glob import matches

BRANCHES = ["/".join(parts) for depth in (1, 2, 3, 4) for parts in product(("a", "b.c", "xy"), repeat=depth)]
names = st.lists(st.sampled_from(("a", "b.c")), min_size=1, max_size=3).map("/".join)
patterns = st.tuples(names, st.sampled_from(("", "/*", "/**"))).map("".join)


@given(patterns, patterns)
def test_patterns_overlap_where_some_branch_matches_both(one: str, other: str) -> None:
    shared = [branch for branch in BRANCHES if matches(one, branch) and matches(other, branch)]
    assert overlap(one, other) == overlap(other, one) == bool(shared)
