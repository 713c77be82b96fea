from typing import Any

import pytest

from policy.rules.quotas.template_is_not_too_large import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

TOPIC = {"Type": "AWS::SNS::Topic"}


def test_five_hundred_resources() -> None:
    def found(count: int) -> list[str]:
        return details(check, Assembly((stack_of({f"T{number}": TOPIC for number in range(count)}),)))

    assert found(500) == []
    assert found(501) == ["501 Resources; CloudFormation takes 500"]


@pytest.mark.parametrize("section", ["Parameters", "Outputs", "Mappings"])
def test_two_hundred_of_other_sections(section: str) -> None:
    sections: dict[str, Any] = {section: {f"P{number}": {} for number in range(201)}}
    stack = stack_of({}, **sections)
    assert details(check, Assembly((stack,))) == [f"201 {section}; CloudFormation takes 200"]


def test_a_megabyte() -> None:
    small, large = (stack_of({}, Description="x" * size) for size in (1024 * 1024 - 1000, 1024 * 1024))
    assert details(check, Assembly((small,))) == []
    [said] = details(check, Assembly((large,)))
    assert said.endswith("bytes; CloudFormation takes 1048576")
