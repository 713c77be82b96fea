"""The policies of the repository's own pipeline, and those of other pipeline.yml files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.execution.accounts import Account, accounts
from policy.execution.authorization import exists, resource_types
from policy.execution.check import missing, outgrown, unused
from policy.execution.documents import MAX_POLICIES, MAX_SIZE, Statement, size
from policy.execution.excess import excess
from policy.linters import cfn_lint
from policy.templates import assembly as assemblies
from tests.conftest import ROOT
from tests.synth.assembly import Assembly


@pytest.fixture(scope="session")
def own(assembly: Assembly) -> list[Account]:
    return accounts(assemblies.read(assembly.folder))


@pytest.fixture(scope="session")
def others(variants: Path) -> dict[str, list[Account]]:
    """By the name of their pipeline.yml."""
    folders = [path for path in variants.iterdir() if (path / "manifest.json").exists()]
    return {folder.name: accounts(assemblies.read(folder)) for folder in folders}


@pytest.fixture(scope="session")
def written(assembly: Assembly, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("execution-policies")
    done = run(assembly, "--output", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def run(assembly: Assembly, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policy.execution", str(assembly.folder), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def statements(account: Account) -> list[Statement]:
    return [one for document in account.execution.values() for one in document["Statement"]]


def of_boundary(account: Account) -> list[Statement]:
    return [one for document in account.boundary.values() for one in document["Statement"]]


def test_every_account_has_its_policies(own: list[Account]) -> None:
    assert [account.id for account in own] == ["111111111111", "222222222222", "333333333333", "444444444444"]


def test_no_wildcard_action_and_only_real_ones(own: list[Account]) -> None:
    for account in own:
        for one in [*statements(account), *of_boundary(account)]:
            assert all(exists(action) and "*" not in action and "?" not in action for action in one["Action"])


def test_every_resource_only_for_actions_that_take_none(own: list[Account]) -> None:
    for account in own:
        everywhere = [action for one in statements(account) if "*" in one["Resource"] for action in one["Action"]]
        assert everywhere
        assert [action for action in everywhere if resource_types(action)] == []


def test_every_arn_is_of_the_account(own: list[Account]) -> None:
    """But for buckets, whose ARNs name none, and what is AWS's own: images, public parameters."""
    for account in own:
        for one in statements(account):
            for resource in one["Resource"]:
                if resource != "*":
                    owner = resource.split(":")[4]
                    assert owner == account.id or resource.split(":")[2] in ("s3", "ec2", "ssm")


def test_a_role_is_passed_to_named_services_only(own: list[Account]) -> None:
    for account in own:
        passing = [one for one in statements(account) if "iam:PassRole" in one["Action"]]
        assert passing
        for one in passing:
            assert one["Condition"]["StringEquals"]["iam:PassedToService"]
            assert not [resource for resource in one["Resource"] if "*" in resource]


def test_cloudformation_touches_no_policy_that_limits_it(own: list[Account]) -> None:
    for account in own:
        limits = {account.arn(policy) for policy in (*account.execution, *account.boundary)}
        assert not [one for one in statements(account) if limits & set(one["Resource"])]


def test_no_other_pipeline_needs_every_resource_for_more(others: dict[str, list[Account]]) -> None:
    for account in (one for found in others.values() for one in found):
        for one in statements(account):
            assert "*" not in one["Resource"] or not [action for action in one["Action"] if resource_types(action)]
            assert not [resource for resource in one["Resource"] if resource == "arn:aws:s3:::*"]


def test_with_a_boundary_no_role_is_made_or_changed_without_it(others: dict[str, list[Account]]) -> None:
    for account in others["strict"]:
        assert account.unbounded == []
        limit = {"iam:PermissionsBoundary": [account.arn("strict-boundary")]}
        made = [one for one in statements(account) if {"iam:CreateRole", "iam:AttachRolePolicy"} & set(one["Action"])]
        assert made
        assert all(one["Condition"]["StringEquals"] == limit for one in made)
        assert not [one for one in statements(account) if "iam:DeleteRolePermissionsBoundary" in one["Action"]]


def test_sizes(own: list[Account], others: dict[str, list[Account]]) -> None:
    for account in [*own, *(one for found in others.values() for one in found)]:
        assert len(account.execution) <= MAX_POLICIES
        for document in (*account.execution.values(), *account.boundary.values()):
            assert size(document) <= MAX_SIZE


def test_each_action_that_is_removed_is_missed(own: list[Account]) -> None:
    for account in own:
        for needs, allowed in ((account.needs, statements(account)), (account.grants, of_boundary(account))):
            for number, one in enumerate(allowed):
                for action in one["Action"] if one["Effect"] == "Allow" else ():
                    fewer = {**one, "Action": [other for other in one["Action"] if other != action]}
                    about = [need for need in needs if need.action == action]
                    assert list(outgrown(about, [*allowed[:number], fewer, *allowed[number + 1 :]])), (
                        account.id,
                        action,
                    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_report_names_what_was_removed(own: list[Account], data: st.DataObject) -> None:
    account = data.draw(st.sampled_from(own))
    template = json.loads(json.dumps(account.template()))
    policies = [one["Properties"]["PolicyDocument"] for one in template["Resources"].values()]
    allowing = [one for policy in policies for one in policy["Statement"] if one["Effect"] == "Allow"]
    statement = data.draw(st.sampled_from(allowing))
    action = data.draw(st.sampled_from(statement["Action"]))
    statement["Action"].remove(action)
    assert {one.need.action for one in missing(account, template)} == {action}


def test_nothing_is_missing_and_nothing_too_much(own: list[Account], others: dict[str, list[Account]]) -> None:
    for account in [*own, *(one for found in others.values() for one in found)]:
        assert list(excess(account, account.template())) == []
    for account in own:
        assert list(missing(account, account.template())) == []
        assert list(unused(account, account.template())) == []


def test_the_same_bytes_on_every_run(assembly: Assembly, written: Path, tmp_path: Path) -> None:
    assert run(assembly, "--output", str(tmp_path)).returncode == 0
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in written.iterdir()
    }


def test_cfn_lint_finds_nothing(written: Path) -> None:
    templates = sorted(written.iterdir())
    assert len(templates) == 4
    assert cfn_lint.reports(templates) == []


def test_the_commands_to_run(assembly: Assembly, tmp_path: Path) -> None:
    said = run(assembly, "--output", str(tmp_path)).stdout
    assert (
        "aws cloudformation deploy --region eu-central-1 --stack-name webapp-execution-policies "
        f"--template-file {tmp_path}/444444444444.template.json --capabilities CAPABILITY_NAMED_IAM\n"
        "cdk bootstrap aws://444444444444/eu-central-1 --trust 111111111111 --cloudformation-execution-policies "
        "arn:aws:iam::444444444444:policy/webapp-execution-1,"
    ) in said


def test_the_check_passes_and_fails(assembly: Assembly, written: Path, tmp_path: Path) -> None:
    assert run(assembly, "--check", str(written)).returncode == 0
    for file in written.iterdir():
        (tmp_path / file.name).write_text(file.read_text().replace('"ec2:CreateRoute"', '"ec2:CreateRouteServer"'))
    done = run(assembly, "--check", str(tmp_path))
    assert done.returncode == 1
    assert "(AWS::EC2::Route), create: ec2:CreateRoute (and " in done.stdout
    assert (
        '{"Effect": "Allow", "Action": ["ec2:CreateRoute"], "Resource": ["arn:aws:ec2:eu-central-1:2222' in done.stdout
    )
    assert "not needed in webapp-execution: ec2:CreateRouteServer on " in done.stdout
    assert f"python -m policy.execution {assembly.folder} --output {tmp_path}" in done.stdout


def test_an_administrator_is_refused(assembly: Assembly, written: Path, tmp_path: Path) -> None:
    for file in written.iterdir():
        (tmp_path / file.name).write_text(file.read_text().replace('"ec2:CreateRoute"', '"ec2:CreateRoute", "*"'))
    done = run(assembly, "--check", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}/222222222222.template.json: 1 refused, " in done.stdout
    assert "  refused in webapp-execution-" in done.stdout
    assert ': *: a wildcard for actions\n    {"Effect": "Allow", "Action": [' in done.stdout


def test_every_account_is_checked(assembly: Assembly, written: Path, tmp_path: Path) -> None:
    """Those without a file, and files without an account."""
    (tmp_path / "999999999999.template.json").write_text("{}")
    (tmp_path / "444444444444.template.json").write_text((written / "444444444444.template.json").read_text())
    done = run(assembly, "--check", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path}/999999999999.template.json: stale, no stack is in that account\n" in done.stdout
    assert done.stdout.count("No such file") == 3
    assert f"{tmp_path}/444444444444.template.json: enough, 0 not needed\n" in done.stdout
    assert f"make execution (python -m policy.execution {assembly.folder} --output {tmp_path})" in done.stdout


def test_no_assembly(tmp_path: Path) -> None:
    done = run(Assembly(tmp_path), "--output", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "is no cloud assembly; cdk synth writes one" in done.stderr
    assert "Traceback" not in done.stderr
