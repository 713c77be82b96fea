"""How many regions an account has room for: a boundary of 6144 characters, ten policies, one template of them."""

import sys
from pathlib import Path
from unittest import mock

import pytest

import app
import config
from policy import gate
from policy.execution import __main__ as command
from policy.execution import boundary
from policy.execution.accounts import Account, accounts
from policy.execution.authorization import may_be_on
from policy.execution.check import missing, unused
from policy.execution.documents import MAX_POLICIES, MAX_SIZE, MAX_TEMPLATE, size
from policy.execution.excess import excess
from policy.execution.folder import text
from policy.execution.policies import policies
from policy.templates import assembly as reading

REGIONS = ("eu-central-1", "eu-west-1", "us-east-1", "us-west-2", "ap-southeast-2")
TOOLS, OTHERS = "111111111111", ("222222222222", "333333333333", "444444444444")
FULL = {"target: ec2": 5, "strategy: blue-green": 3, "target: ecs": 5}
HEAD = f"""\
application: shop
tools: {{account: "{TOOLS}", region: eu-central-1}}
source: {{provider: github, repository: example/shop}}
security: {{permissions_boundary: shop-boundary}}
environments:
"""


def line(number: int, kind: str, account: str, count: int) -> str:
    regions = ", ".join(REGIONS[:count])
    return f'  - {{name: e{number}, account: "{account}", {kind}, bake: 5, regions: [{regions}]}}\n'


def synthesized(folder: Path, environments: str) -> Path:
    pipeline_yml, out = folder / "pipeline.yml", folder / "cdk.out"
    pipeline_yml.write_text(HEAD + environments)
    cdk_app = app.new_app(outdir=str(out))
    with mock.patch.object(gate, "attach"):
        app.add_stacks(cdk_app, config.load(pipeline_yml))
    cdk_app.synth()
    return out


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each kind of environment in an account of its own."""
    lines = (line(number, kind, OTHERS[number], count) for number, (kind, count) in enumerate(FULL.items()))
    return synthesized(tmp_path_factory.mktemp("own"), "".join(lines))


@pytest.fixture(scope="module")
def with_tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment in the tools account."""
    return synthesized(tmp_path_factory.mktemp("tools"), line(0, "strategy: blue-green", TOOLS, 3))


@pytest.fixture(scope="module")
def full(own: Path, with_tools: Path) -> list[Account]:
    return [account for folder in (own, with_tools) for account in accounts(reading.read(folder))]


def test_iam_takes_the_policies_of_so_many_regions(full: list[Account]) -> None:
    found = {account.id: [size(one) for one in account.boundary.values()] for account in full}
    assert found.keys() == {TOOLS, *OTHERS}
    assert all(len(sizes) == 1 and sizes[0] <= MAX_SIZE for sizes in found.values())
    assert all(size(one) <= MAX_SIZE for account in full for one in account.execution.values())
    assert all(len(account.execution) <= MAX_POLICIES for account in full)
    assert all(len(text(account.template())) <= MAX_TEMPLATE for account in full)


def test_they_allow_what_is_needed_and_no_more(full: list[Account]) -> None:
    for account in full:
        template = account.template()
        assert list(missing(account, template)) == []
        assert list(unused(account, template)) == []
        assert list(excess(account, template)) == []


def test_a_region_of_any_arn_is_one_that_the_templates_have(full: list[Account]) -> None:
    """Of an execution policy: it allows nothing in another region, and nothing there that another region has alone."""
    for account in full:
        needed = {(need.action, one) for need in account.needs for one in need.resources}
        for policy in policies(account.template()):
            if policy.name not in account.boundary:
                pairs = {(action, one) for s in policy.statements for action in s["Action"] for one in s["Resource"]}
                assert {pair for pair in pairs if may_be_on(*pair)} <= needed


def test_what_iam_does_not_take_is_named_with_its_account_and_a_remedy(
    with_tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boundary, "MAX_SIZE", 1000)
    monkeypatch.setattr(sys, "argv", ["policy.execution", str(with_tools)])
    with pytest.raises(SystemExit) as error:
        command.main()
    said = str(error.value)
    assert said.startswith(f"account {TOOLS}, with the stacks Pipeline, artifacts-eu-west-1, artifacts-us-east-1, e0")
    assert " characters, and IAM takes 1000. Write another account for some environments into pipeline.yml" in said


def test_what_iam_takes_passes_without_committed_policies(with_tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["policy.execution", str(with_tools)])
    assert command.main() == 0
