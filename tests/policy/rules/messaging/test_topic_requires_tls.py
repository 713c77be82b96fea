from typing import Any

import pytest

from policy.rules.messaging.topic_requires_tls import check
from tests.policy.rules.builder import details
from tests.policy.rules.messaging.statements import CHANGES, topic


def test_plain_http_is_denied() -> None:
    assert details(check, topic()) == []


@pytest.mark.parametrize("change", [*CHANGES, {"of": "Other"}])
def test_plain_http_is_not_denied(change: dict[str, Any]) -> None:
    assert details(check, topic(**change)) == ["no statement denies plain HTTP"]
