"""The rehearsal makes the derived execution policies in each account, before `cdk bootstrap` names them."""

import json
from pathlib import Path
from typing import Any

import pytest

from rehearsal.run import execution_policies
from rehearsal.run.execution_policies import NotDerivedError
from rehearsal.run.local_aws import LocalAws
from tests.unit.server.accounts import DEV, REGION, TOOLS, Account

PIPELINE = {"Type": "AWS::CodePipeline::Pipeline", "Properties": {"Name": "shop"}}
TOPIC = {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "sold"}}


def assembly(folder: Path, **stacks: tuple[str, dict[str, Any]]) -> Path:
    """A cloud assembly; of each stack its account and resources."""
    artifacts = {}
    for name, (account, resources) in stacks.items():
        (folder / f"{name}.json").write_text(json.dumps({"Resources": resources}))
        artifacts[name] = {
            "type": "aws:cloudformation:stack",
            "environment": f"aws://{account}/{REGION}",
            "properties": {"templateFile": f"{name}.json", "stackName": name},
        }
    (folder / "manifest.json").write_text(json.dumps({"version": "48.0.0", "artifacts": artifacts}))
    return folder


def test_the_policies_of_each_account_are_made_there(local_aws: LocalAws, tmp_path: Path) -> None:
    folder = assembly(tmp_path, tools=(TOOLS, {"Pipeline": PIPELINE}), dev=(DEV, {"Topic": TOPIC}))
    made = execution_policies.create(execution_policies.derive(folder), local_aws, REGION)
    assert made == {account: [f"arn:aws:iam::{account}:policy/shop-execution-1"] for account in (TOOLS, DEV)}
    iam = Account(local_aws, DEV).client("iam")
    document = iam.get_policy_version(PolicyArn=made[DEV][0], VersionId="v1")["PolicyVersion"]["Document"]
    allowed = {action: each["Resource"] for each in document["Statement"] for action in each["Action"]}
    assert allowed["sns:CreateTopic"] == [f"arn:aws:sns:{REGION}:{DEV}:sold"]
    assert "codepipeline:CreatePipeline" not in allowed


def test_a_type_of_which_nobody_says_what_it_needs_stops_the_run(tmp_path: Path) -> None:
    thing = {"Type": "Custom::Thing", "Properties": {}}
    folder = assembly(tmp_path, tools=(TOOLS, {"Pipeline": PIPELINE, "Thing": thing}))
    with pytest.raises(NotDerivedError, match="Custom::Thing"):
        execution_policies.derive(folder)
