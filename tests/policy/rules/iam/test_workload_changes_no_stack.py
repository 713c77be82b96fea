from typing import Any

import pytest

from policy.rules.iam.workload_changes_no_stack import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import CODEBUILD, identity, role

PIPELINE = {"Service": "codepipeline.amazonaws.com"}
BY_POLICY: tuple[dict[str, Any], dict[str, Any]] = ({}, {"Roles": [{"Ref": "Worker"}]})
BY_ROLE: tuple[dict[str, Any], dict[str, Any]] = ({"ManagedPolicyArns": [{"Ref": "Policy"}]}, {})


def found(action: str, principal: Any, of_role: dict[str, Any], of_policy: dict[str, Any]) -> list[str]:
    worker = role(principal)
    worker["Properties"].update(of_role)
    policy = identity({"Action": action, "Resource": "arn:x"}, **of_policy)
    return details(check, assembly_of(Worker=worker, Policy=policy))


@pytest.mark.parametrize("action", ["iam:PassRole", "cloudformation:UpdateStack", "CloudFormation:ExecuteChangeSet"])
@pytest.mark.parametrize("attached", [BY_POLICY, BY_ROLE])
def test_a_build_that_changes_stacks_is_found(action: str, attached: Any) -> None:
    assert found(action, CODEBUILD, *attached) == [f"Action::{action}"]


@pytest.mark.parametrize("action", ["cloudformation:SignalResource", "cloudformation:DescribeStacks", "s3:GetObject"])
def test_what_changes_nothing_passes(action: str) -> None:
    assert found(action, CODEBUILD, *BY_ROLE) == []


def test_others_may() -> None:
    assert found("iam:PassRole", PIPELINE, *BY_ROLE) == []
    assert found("iam:PassRole", CODEBUILD, {}, {}) == []
