from typing import Any

import pytest

from policy.rules.cloudformation.template_suppresses_no_linter import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of

CASES: list[tuple[Any, list[str]]] = [
    ({"Metadata": {"AWS::CloudFormation::Interface": {}}}, []),
    ({"Metadata": {"cfn-lint": {"config": {"ignore_checks": ["E"]}}}}, ["Metadata::cfn-lint"]),
    ({"resources": {"A": {"Type": "A", "Metadata": {"aws:cdk:path": "Stack/A"}}}}, []),
    ({"resources": {"A": {"Type": "A", "Metadata": {"checkov": {"skip": []}}}}}, ["Metadata::checkov"]),
    ({"resources": {"A": {"Type": "A", "Metadata": {"cdk_nag": {}}}}}, ["Metadata::cdk_nag"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = Assembly((stack_of(**{"resources": {}, **given}),))
    assert details(check, assembly) == found
