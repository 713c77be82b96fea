"""One set of policies for each account; a boundary that somebody else wrote is not ours to write."""

from pathlib import Path

import pytest

from policy.execution.accounts import NoApplicationError, accounts
from policy.execution.report import commands, unmade
from policy.templates.assembly import Assembly
from tests.policy.execution.stacks import ACCOUNT, BOUNDARY, PIPELINE, assembly, role, stack


def test_stacks_of_an_account_share_their_policies() -> None:
    other = stack({"Topic": {"Type": "AWS::SNS::Topic"}}, account="222222222222")
    first, second = accounts(Assembly((other, stack({"Delivery": PIPELINE}), stack({"Role": role()}))))
    assert (first.id, [len(first.stacks), len(second.stacks)]) == (ACCOUNT, [2, 1])
    assert list(second.execution) == ["shop-execution-1"]


def test_the_template() -> None:
    [account] = accounts(assembly({"Role": role()}))
    template = account.template()
    assert [one["Properties"]["ManagedPolicyName"] for one in template["Resources"].values()] == [
        "shop-execution-1",
        "shop-boundary",
    ]
    assert list(template["Resources"]) == ["Execution1", "Boundary"]
    assert template["Outputs"]["ExecutionPolicies"]["Value"] == f"arn:aws:iam::{ACCOUNT}:policy/shop-execution-1"
    assert template["Outputs"]["Boundary"]["Value"] == BOUNDARY


def test_roles_without_a_boundary_are_named() -> None:
    found = accounts(assembly({"Role": role()}))
    assert "# without a permissions boundary: shop-build" in commands(found, Path("policies"))


def test_a_boundary_that_is_not_ours() -> None:
    organisation = f"arn:aws:iam::{ACCOUNT}:policy/organisation"
    [account] = accounts(assembly({"Role": role(PermissionsBoundary=organisation)}))
    assert (account.boundary, account.unbounded) == ({}, [])
    assert "Boundary" not in account.template()["Resources"]
    assert list(unmade([account])) == []


def test_a_boundary_of_a_former_name() -> None:
    former = f"arn:aws:iam::{ACCOUNT}:policy/webapp-boundary"
    found = accounts(assembly({"Role": role(PermissionsBoundary=former)}))
    assert list(unmade(found)) == [
        f"warning: the roles in {ACCOUNT} carry webapp-boundary, and nobody here makes that policy. If the one of shop "
        "is meant, write into pipeline.yml: permissions_boundary: shop-boundary"
    ]


def test_our_own_boundary_on_every_role() -> None:
    [account] = accounts(assembly({"Role": role(PermissionsBoundary=BOUNDARY)}))
    assert (list(account.boundary), account.unbounded) == (["shop-boundary"], [])
    assert list(unmade([account])) == []
    [creating] = [
        one for one in account.execution["shop-execution-1"]["Statement"] if "iam:CreateRole" in one["Action"]
    ]
    assert creating["Condition"] == {"StringEquals": {"iam:PermissionsBoundary": [BOUNDARY]}}


def test_without_a_pipeline() -> None:
    with pytest.raises(NoApplicationError, match=r"no AWS::CodePipeline::Pipeline in the templates"):
        accounts(Assembly((stack({}),)))
