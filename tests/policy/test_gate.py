"""Nothing passes the gate but what policy/exceptions lets pass, and each of its rows lets something pass."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import config
from policy import gate, rules, validation_report
from policy.exceptions.environment import ENVIRONMENT
from policy.exceptions.pipeline import EACH_PIPELINE, PIPELINE
from policy.exceptions.row import GateException
from policy.exceptions.store import STORE
from policy.templates.assembly import read
from policy.verdict import OPTIONAL, judge
from tests.conftest import NODE, ROOT, synthesis_environment
from tests.synth.assembly import Assembly
from tests.synth.files import VARIANTS

ROWS = (*PIPELINE, *EACH_PIPELINE, *STORE, *ENVIRONMENT)

# What is left with every option on: no choice of pipeline.yml, but what AWS or a rule's own blindness asks.
IMPOSSIBLE = {
    "AutoScalingGroupELBHealthCheckRequired",
    "CodeBuildProjectSourceRepoUrl",
    "EventBusDLQ",  # of events and messages that nobody would read later
    "IAM5",
    "LambdaDLQ",  # of calls that nobody waits for, of which there are none
    "S3BucketDefaultLockEnabled",
    "SNSRedrivePolicy",  # of mails that nobody would read there
    "SQS3",  # a dead-letter queue of a dead-letter queue
    "SQSRedrivePolicy",
    "VPCDefaultSecurityGroupClosed",
    "VPCNoUnrestrictedRouteToIGW",
}

# The repository's stacks, and what should not be there. Each flaw is one that some check overlooks.
FLAWED = """
from pathlib import Path
import aws_cdk as cdk, app, config
from aws_cdk import aws_ec2 as ec2, aws_sns as sns
from policy import gate
pipeline = config.load(app.PIPELINE_YML)
cdk_app = app.new_app()
app.add_stacks(cdk_app, pipeline)
stack = cdk_app.node.find_child("Pipeline")
sns.Topic(stack, "PlainTopic")
ec2.CfnVPC(stack, "Vpc", cidr_block="10.0.0.0/16")  # a warning: after one acknowledgment CDK lets those pass
for identity in ("AwsSolutions-SNS3", "AwsSolutions::AwsSolutions-EC2"):  # bare: suppresses without record; stale
    cdk.Validations.of(stack).acknowledge(cdk.Acknowledgment(id=identity, reason="only a test"))
cdk.CfnResource(stack, "Generic", type="AWS::IAM::RolePolicy", properties={  # cdk-nag is blind to it
    "PolicyName": "p", "RoleName": "webapp-build", "PolicyDocument": {"Statement": [
        {"Sid": "All", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b"}]}})
gate.enforce(Path(cdk_app.synth().directory), pipeline)
"""
SAID = (
    "Pipeline/Vpc: HIPAA.Security::HIPAA.Security-VPCDefaultSecurityGroupClosed",
    "Pipeline/: Annotation::AwsSolutions-SNS3 is acknowledged outside the table",
    "Pipeline/: AwsSolutions::AwsSolutions-EC2 is acknowledged outside the table",
    "Pipeline/Generic: Slipway::no_wildcard_action[Action::s3:*]",
    "    No statement allows an action by wildcard, by exclusion, or by a name that the template does not say.",
    "no_wildcard_action.py in policy/rules says why, and what it accepts.",
)


def fails(command: list[str], folder: Path, **settings: str) -> str:
    """What the command prints; it must fail."""
    environment = {**synthesis_environment(), "CDK_VALIDATION": "false", "PYTHONPATH": str(ROOT), **settings}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode != 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_repositorys_stacks_pass(assembly: Assembly) -> None:
    verdict = judge(assembly.folder, config.load(ROOT / "pipeline.yml"))
    assert verdict.problems == []
    assert len(verdict.excepted) > 100, "every pack looked at every stack"


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_passes(variants: Path, variant: str) -> None:
    """No finding without an exception, no exception without a finding."""
    assert judge(variants / variant, config.load(VARIANTS[variant])).problems == []


@pytest.fixture(scope="module")
def found(assembly: Assembly, variants: Path) -> set[tuple[str, str]]:
    """(construct, rule) somewhere among the variants; annotations are seen only where nothing is acknowledged."""
    variants_and_bare = [*(variants / variant for variant in VARIANTS), *(variants / "bare").iterdir()]
    folders = [assembly.folder, *variants_and_bare]
    by_packs = [finding for folder in folders for finding in validation_report.findings(folder)]
    by_us = [finding for folder in folders for finding in rules.findings(read(folder))]
    return {(one.construct, one.id.partition("[")[0]) for one in (*by_packs, *by_us)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.construct} {row.findings[0]}")
def test_every_exception_answers_a_finding(found: set[tuple[str, str]], row: GateException) -> None:
    for finding in row.findings:
        rule = finding.partition("[")[0]
        assert any(path.startswith(row.construct) and rule == id_ for path, id_ in found), finding


def test_with_every_option_on_only_the_impossible_is_left(variants: Path) -> None:
    verdict = judge(variants / "strict", config.load(VARIANTS["strict"]))
    beside = (OPTIONAL, "Annotation", rules.PACK)  # remarks, and that the replica is in another region on purpose
    errors = {one.id for one in verdict.excepted if one.id.partition("::")[0] not in beside}
    assert {finding.partition("[")[0].rpartition("-")[2] for finding in errors} == IMPOSSIBLE
    assert {one.id for one in verdict.excepted if one.id.startswith(rules.PACK)} == {
        "Slipway::account_has_a_trail[no trail]",  # pipeline.yml names the organisation's
        "Slipway::arn_names_a_known_place[Region::eu-west-1]",
        "Slipway::no_covering_of_tracks[Action::logs:DeleteLogDelivery]",  # which Step Functions demands
        "Slipway::stateful_resource_is_kept[DeletionPolicy::Delete]",  # events, which stand in CloudWatch's history too
        "Slipway::stateful_resource_is_kept[UpdateReplacePolicy::Delete]",
    }


def test_no_exception_stands_there_twice() -> None:
    for rows in ((*PIPELINE, *EACH_PIPELINE), STORE, ENVIRONMENT):
        named = [(row.construct, finding) for row in rows for finding in row.findings]
        assert len(named) == len(set(named))


def test_every_exception_has_its_reason_what_limits_the_risk_and_a_proof() -> None:
    assert [row for row in ROWS if len(row.reason) < 20 or len(row.control) < 20 or len(row.proof) < 10] == []
    fields = set(config.Pipeline.model_fields)
    chosen = [row.proof for row in ROWS if not row.proof.startswith("https://docs.aws.amazon.com/")]
    assert all(proof.partition(".")[0] in fields for proof in chosen)


def test_no_exception_is_for_a_whole_stack_or_a_whole_rule() -> None:
    of_the_stack_itself = "Slipway::account_has_a_trail[no trail]"  # the rule finds nothing in it
    whole = [row for row in ROWS if "/" not in row.construct]
    assert [row for row in whole if row.findings != (of_the_stack_itself,)] == []
    findings = [finding for row in ROWS for finding in row.findings]
    assert [finding for finding in findings if finding.endswith("IAM5") or "::" not in finding] == []


def test_a_finding_fails_the_app_itself(tmp_path: Path) -> None:
    assert "HIPAA.Security-SNSEncryptedKMS" in fails([sys.executable, "-c", FLAWED], tmp_path)


def test_each_flaw_is_named_where_cdks_own_check_goes_on(tmp_path: Path) -> None:
    """In process mode the exit code of CDK's check is lost."""
    said = fails([sys.executable, "-c", FLAWED], tmp_path, CDK_APP_MODE="process")
    assert [line for line in SAID if line not in said] == []


def test_the_cli_cannot_be_told_to_ignore_it(tmp_path: Path) -> None:
    (tmp_path / "flawed.py").write_text(FLAWED)
    cdk = [str(NODE / "node"), str(ROOT / "node_modules/aws-cdk/bin/cdk"), "synth", "--quiet", "--ignore-errors"]
    command = [*cdk, "--app", f"{sys.executable} flawed.py", "--output", str(tmp_path / "out")]
    said = fails(command, tmp_path)
    assert [line for line in SAID if line not in said] == []


@pytest.mark.parametrize("said", ["1", "50%", "99%"])
def test_a_release_takes_no_more_hosts_than_pipeline_yml_says(variants: Path, said: str) -> None:
    """The template lets a release take the only host."""
    pipeline = config.load(VARIANTS["single-host"])
    dev, *others = pipeline.environments
    careful = dev.model_copy(update={"capacity": dev.capacity.model_copy(update={"minimum_healthy": said})})
    problems = judge(
        variants / "single-host", pipeline.model_copy(update={"environments": (careful, *others)})
    ).problems
    assert any("deployment_is_gradual[MinimumHealthyHosts HOST_COUNT 0]" in problem for problem in problems)


def test_an_exception_that_nothing_answers_to_is_a_finding(assembly: Assembly, tmp_path: Path) -> None:
    """As when a pack did not run, or the flaw was mended."""
    report = json.loads((assembly.folder / "validation-report.json").read_text())
    report["pluginReports"] = [one for one in report["pluginReports"] if one["pluginName"] != "AwsSolutions"]
    for file in assembly.folder.glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "validation-report.json").write_text(json.dumps(report))
    problems = judge(tmp_path, config.load(ROOT / "pipeline.yml")).problems
    assert any("nothing finds AwsSolutions::AwsSolutions-IAM5[Resource::*]" in problem for problem in problems)


def test_a_deleted_report_is_a_finding(assembly: Assembly, tmp_path: Path) -> None:
    for file in assembly.folder.glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "validation-report.json").unlink()
    with pytest.raises(SystemExit, match="missing: the rule packs did not run"):
        gate.enforce(tmp_path, config.load(ROOT / "pipeline.yml"))
