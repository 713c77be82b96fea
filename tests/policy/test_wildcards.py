"""Each wildcard in a resource of what our roles may do: listed, and shown to be needed."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from policy.templates import assembly as reading
from policy.templates.statements import Statement, statements
from tests.synth.assembly import PIPELINE, Assembly

ALL = "*"

# {account} and {region} are the stack's, {tools} the account of the pipeline.
PARTIAL = {
    "arn:aws:s3:::webapp-artifacts-{tools}-{region}/webapp/Built*": "CodePipeline chooses a key for each revision",
    "arn:aws:ec2:{region}:{account}:instance/*": "an instance's id is not known before it exists",
}
# The ARN that CloudFormation gives for a log group ends in `:*`, which stands for its streams.
STREAMS = {
    ("Roles/build/Policy/Resource", "WriteLogs"): "CodeBuild makes a stream for each build",
    ("Roles/synthesize/Policy/Resource", "WriteLogs"): "CodeBuild makes a stream for each build",
    ("Audit/Trail/Deliver/Policy/Resource", "DeliverEvents"): "CloudTrail makes a stream for each region",
    ("Ec2/Instances/InstanceRole/Policy/Resource", "ShipLogs"): "the CloudWatch agent makes two streams for each host",
    ("Network/FlowLogs/Policy/Resource", "WriteFlowLogs"): "EC2 makes a stream for each network interface",
}
ON_EVERYTHING = {
    ("Roles/update-pipeline/Policy/Resource", "ValidateTemplates"),
    ("Notifications/tell/Policy/Resource", "DeliverLogs"),
    ("Notifications/tell/Policy/Resource", "TraceExecutions"),
    ("Ec2/Release/ServiceRole/Policy/Resource", "FindInstances"),
    ("Ec2/Instances/InstanceRole/Policy/Resource", "TalkToSessionManager"),
}


@pytest.fixture(scope="module")
def allowed(assembly: Assembly) -> list[Statement]:
    """What roles may do."""
    synthesized = reading.read(assembly.folder)
    found = [statement for resource in synthesized.resources() for statement in statements(resource)]
    return [statement for statement in found if statement.kind == "identity" and statement.allows]


@pytest.fixture(scope="module")
def published() -> Any:
    """AWS's service authorization reference, as cfn-lint carries it."""
    return json.loads(files("cfnlint.data.AdditionalSpecs").joinpath("Policies.json").read_text())


def test_statements_on_everything_are_these(allowed: list[Statement]) -> None:
    found = {(one.holder.construct, one.sid) for one in allowed if ALL in one.resources}
    assert found == ON_EVERYTHING


def test_each_of_their_actions_has_no_resource_level_permission(allowed: list[Statement], published: Any) -> None:
    actions = {action for one in allowed if ALL in one.resources for action in one.actions}
    assert len(actions) > 10
    assert [action for action in sorted(actions) if _resources(published, action)] == []


def test_wildcards_within_arns_are_these(allowed: list[Statement]) -> None:
    assert {resource for one in allowed for resource in _partial(one, allowed)} == PARTIAL.keys()


def test_log_groups_are_these(allowed: list[Statement]) -> None:
    found = {(one.holder.construct, one.sid) for one in allowed if any(_is_log_group(one, r) for r in one.resources)}
    assert found == STREAMS.keys()


def test_no_action_has_a_wildcard(allowed: list[Statement]) -> None:
    assert [
        action for one in allowed for action in (*one.actions, *one.not_actions) if "*" in action or "?" in action
    ] == []


def _resources(published: Any, action: str) -> list[str]:
    """KeyError for an action that does not exist."""
    service, _, name = action.lower().partition(":")
    return list(published[service]["Actions"][name].get("Resources", []))


def _partial(one: Statement, allowed: list[Statement]) -> Iterator[str]:
    stack = one.holder.stack
    [tools] = {other.holder.stack.account for other in allowed if other.holder.stack.id == PIPELINE}
    for resource in one.resources:
        if resource != ALL and ("*" in resource or "?" in resource):
            named = resource.replace(stack.account, "{account}").replace(stack.region, "{region}")
            yield named.replace(tools, "{tools}")


def _is_log_group(one: Statement, resource: str) -> bool:
    logical_id = resource.removeprefix("${").removesuffix(".Arn}")
    found = one.holder.stack.template["Resources"].get(logical_id, {})
    return bool(found.get("Type") == "AWS::Logs::LogGroup")
