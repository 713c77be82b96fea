"""An alias asks each of its versions as often as its weights say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.functions.weights import chosen

PLAIN: dict[str, Any] = {"FunctionVersion": "1"}
CANARY = {**PLAIN, "RoutingConfig": {"AdditionalVersionWeights": {"2": 0.1}}}


@pytest.mark.parametrize(
    ("alias", "draw", "version"),
    [(PLAIN, 0.0, "1"), (CANARY, 0.0, "2"), (CANARY, 0.099, "2"), (CANARY, 0.1, "1"), (CANARY, 0.999, "1")],
)
def test_a_version_is_chosen_by_weight(alias: dict[str, Any], draw: float, version: str) -> None:
    assert chosen(alias, draw) == version


@given(weight=st.floats(0, 1), draws=st.lists(st.floats(0, 1, exclude_max=True), min_size=1))
def test_the_share_is_that_of_the_draws_below_the_weight(weight: float, draws: list[float]) -> None:
    alias = {**PLAIN, "RoutingConfig": {"AdditionalVersionWeights": {"2": weight}}}
    assert [chosen(alias, draw) == "2" for draw in draws] == [draw < weight for draw in draws]
