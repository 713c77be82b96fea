"""What the report says of an assembly."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import config
from policy import linters, rules
from policy.exceptions.row import GateException
from policy.execution import folder
from policy.execution.accounts import accounts
from policy.finding import Finding
from policy.mutation import suite
from policy.mutation.mutant import Mutant
from policy.mutation.mutants import mutants
from policy.mutation.trial import Verdict as Tried
from policy.report import execution, findings, permissions, proof, wildcards
from policy.report.gather import gather
from policy.templates.assembly import Assembly
from policy.verdict import Exempted, Verdict
from tests.conftest import ROOT
from tests.policy.execution.stacks import assembly as small
from tests.policy.rules.builder import assembly_of
from tests.synth.assembly import Assembly as Synthesis

TRUST = {"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}
ROLE = {
    "RoleName": "reader",
    "AssumeRolePolicyDocument": TRUST,
    "ManagedPolicyArns": [{"Ref": "Policy"}, "arn:aws:iam::aws:policy/ReadOnlyAccess"],
    "PermissionsBoundary": "arn:aws:iam::1:policy/bound",
}


def role_with(*statements: Any) -> Assembly:
    policy = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": list(statements)}}}
    return assembly_of({"Type": "AWS::IAM::Role", "Properties": ROLE}, Policy=policy)


def test_a_role_is_told_by_who_takes_it_on_what_it_may_and_what_bounds_it() -> None:
    read = {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "x"}
    [listing] = permissions.roles(role_with(read)).listings
    assert listing.caption.endswith("role reader")
    assert listing.items == (
        "Service ec2.amazonaws.com may take the role on.",
        "Read: may s3:GetObject on x.",
        "Has AWS's or another's policy arn:aws:iam::aws:policy/ReadOnlyAccess.",
        "Is bounded by arn:aws:iam::1:policy/bound.",
    )


def test_a_wildcard_has_its_proof_or_is_called_unproven() -> None:
    describe = {"Effect": "Allow", "Action": ["ec2:DescribeInstances"], "Resource": "*"}
    get = {"Effect": "Allow", "Action": ["s3:GetObject", "ec2:DescribeInstances"], "Resource": "*"}
    part = {"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/x*"}
    section = wildcards.wildcards(role_with(describe, get, part), [])
    assert [row[-1] for row in section.tables[0].rows] == [
        wildcards.NO_LEVEL,
        "UNPROVEN: s3:GetObject can be narrowed",
        wildcards.CHOSEN_BY_AWS,
    ]
    assert section.says.startswith("1 wildcard actions. 3 wildcard resources")


def test_findings_are_counted_by_pack_and_exceptions_say_where_they_apply() -> None:
    row = GateException("Store/Resource", ("AwsSolutions::AwsSolutions-S1",), "reason", "control", "proof")
    exempted = Exempted("dev", row.construct, row.findings[0], row)
    excepted = Finding("dev", "Store/Resource", "AwsSolutions::AwsSolutions-S1")
    verdict = Verdict((Finding("dev", "X", "checkov::CKV_1"),), (excepted,), (), ())
    counts = {pack: rest for pack, *rest in findings.by_pack([verdict]).tables[0].rows}
    assert (counts["AwsSolutions"], counts["checkov"], counts["Serverless"]) == (["1", "1"], ["1", "0"], ["0", "0"])
    assert findings.by_pack([verdict]).tables[1].rows == (("dev/X: checkov::CKV_1",),)
    [told] = findings.exceptions([verdict], [exempted]).tables[0].rows
    assert told == ("dev: Store/Resource", row.findings[0], "1", "reason", "control", "proof")


def test_exceptions_that_differ_by_their_stack_alone_share_a_row() -> None:
    row = GateException("Store/Resource", ("A::1[a]", "A::1[b]"), "reason", "control", "proof")
    exempted = [
        Exempted(stack, row.construct, f"A::1[{letter}{account}]", row)
        for stack, account in (("dev", 2), ("live", 3))
        for letter in "ab"
    ]
    section = findings.exceptions([Verdict((), (Finding("live", "Store/Resource", "A::1[a3]"),), (), ())], exempted)
    assert [told[:3] for told in section.tables[0].rows] == [
        ("dev, live: Store/Resource", "A::1[a2]\nA::1[a3]", "1"),
        ("dev, live: Store/Resource", "A::1[b2]\nA::1[b3]", "at synthesis"),
    ]
    assert section.says.startswith("4 in 2 kinds")


def test_a_mutant_that_nobody_catches_is_told() -> None:
    caught = Tried(Mutant("bucket: opened", lambda _: None), (Finding("dev", "X", "Slipway::a_rule[detail]"),))
    survivor = Tried(Mutant("key: opened", lambda _: None), ())
    section = proof.mutation([caught, survivor])
    assert section.says.endswith("1 of 2 caught: 50 %.")
    assert section.tables[0].rows == (
        ("bucket", "opened", "default", "a_rule"),
        ("key", "opened", "default", "nobody"),
    )


def test_execution_policies_are_counted_where_there_are_any(tmp_path: Path) -> None:
    assert execution.execution_policies(tmp_path) is None
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "shop"}}
    [account] = accounts(small({"Topic": topic, "Vpc": {"Type": "AWS::EC2::VPC"}}))
    folder.write(tmp_path, [account])
    written = account.execution["shop-execution-1"]["Statement"]
    actions = {action for one in written for action in one["Action"]}
    everywhere = [one for one in written if one["Resource"] == ["*"]]
    assert len(actions) > len(written) > len(everywhere) > 0
    section = execution.execution_policies(tmp_path)
    assert section is not None
    file = f"{account.id}.template.json"
    assert section.tables[0].rows == (
        (file, "shop-execution-1", str(len(written)), str(len(actions)), str(len(everywhere)), "0"),
        (file, "shop-boundary", "2", "6", "0", "0"),
    )
    text = folder.file(tmp_path, account).read_text().replace('"sns:CreateTopic"', '"sns:*", "sns:?"')
    folder.file(tmp_path, account).write_text(text)
    widened = execution.execution_policies(tmp_path)
    assert widened is not None
    assert [row[-1] for row in widened.tables[0].rows] == ["2", "0"]


def test_a_report_of_the_repository_has_every_section(
    assembly: Synthesis, variants: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the linters and with few mutants, which have tests of their own."""
    monkeypatch.setattr(linters, "findings", lambda folders: {folder: [] for folder in folders})
    monkeypatch.setattr(suite, "mutants", lambda: mutants()[:2])
    document = gather(assembly.folder, variants, config.load(ROOT / "pipeline.yml"))
    sections = {section.title: section for section in document.sections}
    roles = sum(len(list(template_roles(template))) for template in assembly.templates.values())
    assert len(sections["Roles"].listings) == roles
    assert all(len(listing.items) > 1 for listing in sections["Roles"].listings)
    assert [rule.says for rule in rules.rules()] == [row[2] for row in sections["Our rules"].tables[0].rows]
    assert len(sections["Mutants"].tables[0].rows) == 2
    assert all("UNPROVEN" not in row[-1] for row in sections["Wildcards"].tables[0].rows)


def template_roles(template: Any) -> list[Any]:
    return [one for one in template["Resources"].values() if one["Type"] == "AWS::IAM::Role"]


@pytest.mark.parametrize("module", [["policy.report", "--output", "x"], ["policy.mutation"]], ids=lambda one: one[0])
def test_what_is_no_cloud_assembly_is_named(module: list[str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", *module, str(tmp_path / "nowhere")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "no cloud assembly" in done.stderr
    assert "Traceback" not in done.stderr
