"""What committed policies allow beyond what is derived is refused; what is no longer needed is not."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from policy.execution.accounts import Account, accounts
from policy.execution.check import missing, unused
from policy.execution.excess import excess
from tests.policy.execution.stacks import ACCOUNT, BOUNDARY, assembly, role

Template = dict[str, Any]
ANYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
TOPIC = f"arn:aws:sns:eu-central-1:{ACCOUNT}:shop-topic"
RESOURCES = {
    "Role": role(PermissionsBoundary=BOUNDARY),
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "shop-topic"}},
    "Vpc": {"Type": "AWS::EC2::VPC"},
}


@pytest.fixture
def account() -> Account:
    return accounts(assembly(RESOURCES))[0]


@pytest.fixture
def template(account: Account) -> Template:
    copy: Template = json.loads(json.dumps(account.template()))
    return copy


def statements(template: Template, policy: str = "Execution1") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = template["Resources"][policy]["Properties"]["PolicyDocument"]["Statement"]
    return found


def added(**statement: Any) -> Callable[[Template], None]:
    return lambda template: statements(template).append({"Effect": "Allow", "Resource": TOPIC, **statement})


def bound_to_anything(template: Template) -> None:
    template["Resources"]["Boundary"]["Properties"]["PolicyDocument"]["Statement"] = [ANYTHING]


def another_policy(template: Template) -> None:
    document = {"Version": "2012-10-17", "Statement": [ANYTHING]}
    properties = {"ManagedPolicyName": "shop-execution-9", "PolicyDocument": document}
    template["Resources"]["More"] = {"Type": "AWS::IAM::ManagedPolicy", "Properties": properties}


def a_user(template: Template) -> None:
    template["Resources"]["User"] = {"Type": "AWS::IAM::User"}


def a_user_in_its_place(template: Template) -> None:
    template["Resources"]["Boundary"] = {"Type": "AWS::IAM::User", "Properties": []}


def attached(template: Template) -> None:
    template["Resources"]["Execution1"]["Properties"]["Users"] = ["somebody"]


def appended(template: Template) -> None:
    statements(template)[0]["Action"].append("s3:*")


def without_boundary(template: Template) -> None:
    for one in statements(template):
        if "iam:CreateRole" in one["Action"]:
            del one["Condition"]


def with_another_operator(template: Template) -> None:
    for one in statements(template):
        if "iam:CreateRole" in one["Action"]:
            one["Condition"] = {"StringNotEquals": one["Condition"]["StringEquals"]}


def another_output(template: Template) -> None:
    template["Outputs"]["ExecutionPolicies"]["Value"] += ",arn:aws:iam::aws:policy/AdministratorAccess"


def transformed(template: Template) -> None:
    template["Transform"] = "Macro"


CREATED = f"iam:CreateRole on arn:aws:iam::{ACCOUNT}:role/shop-build: not derived, and it can lift every other limit"
EVERYWHERE = "sns:CreateTopic on *: more than the resources that are derived"
WIDER = f"sns:CreateTopic on {TOPIC[:-5]}*: more than is derived, or under fewer conditions"


@pytest.mark.parametrize(
    ("tampered", "found"),
    [
        (added(Action="*", Resource="*"), [("shop-execution-1", "*: a wildcard for actions")]),
        (appended, [("shop-execution-1", "s3:*: a wildcard for actions")]),
        (
            added(Action="sns:Get?opicAttributes"),
            [("shop-execution-1", "sns:Get?opicAttributes: a wildcard for actions")],
        ),
        (added(NotAction="s3:GetObject"), [("shop-execution-1", "allows all but what it names")]),
        (
            lambda template: statements(template).append(
                {"Effect": "Allow", "Action": "sns:Publish", "NotResource": "x"}
            ),
            [("shop-execution-1", "allows all but what it names")],
        ),
        (added(Action="sns:CreateTopic", Resource="*"), [("shop-execution-1", EVERYWHERE)]),
        (added(Action="sns:CreateTopic", Resource=f"{TOPIC[:-5]}*"), [("shop-execution-1", WIDER)]),
        (without_boundary, [("shop-execution-1", CREATED)]),
        (with_another_operator, [("shop-execution-1", CREATED)]),
        (
            bound_to_anything,
            [("shop-boundary", "*: a wildcard for actions"), *[("shop-boundary", "lacks a Deny")] * 2],
        ),
        (
            lambda template: template["Resources"].pop("Boundary"),
            [("shop-boundary", "lacks a Deny")] * 2,
        ),
        (
            another_policy,
            [
                ("More", "not derived: AWS::IAM::ManagedPolicy"),
                ("shop-execution-9", "*: a wildcard for actions"),
            ],
        ),
        (a_user, [("User", "not derived: AWS::IAM::User")]),
        (a_user_in_its_place, [("Boundary", "not derived: AWS::IAM::User"), *[("shop-boundary", "lacks a Deny")] * 2]),
        (attached, [("Execution1", "is not as derived, apart from its statements")]),
        (another_output, [("Outputs", "is not as derived")]),
        (transformed, [("Transform", "is not as derived")]),
    ],
)
def test_what_is_refused(
    account: Account, template: Template, tampered: Callable[[Template], None], found: list[tuple[str, str]]
) -> None:
    assert list(excess(account, template)) == []
    tampered(template)
    assert [(one.where, one.why) for one in excess(account, template)] == found


def test_the_statement_is_told(account: Account, template: Template) -> None:
    statements(template).append(ANYTHING)
    [one] = excess(account, template)
    assert one.statement == ANYTHING


def test_what_is_no_longer_needed_is_no_excess(template: Template) -> None:
    [fewer] = accounts(assembly({key: value for key, value in RESOURCES.items() if key != "Topic"}))
    assert list(missing(fewer, template)) == []
    assert {one.resource for one in unused(fewer, template)} == {TOPIC}
    assert list(excess(fewer, template)) == []


@pytest.mark.parametrize("action", [{"Fn::Sub": "*"}, [None], 1])
def test_what_only_cloudformation_can_read(account: Account, template: Template, action: Any) -> None:
    added(Action=action)(template)
    with pytest.raises(ValueError, match="Execution1: no statement in plain text: "):
        list(excess(account, template))


@pytest.mark.parametrize(
    "condition",
    [{}, {"Condition": {"StringLike": {"aws:RequestedRegion": "eu-*"}}}],
)
def test_any_region_is_refused_where_no_condition_names_them(
    account: Account, template: Template, condition: dict[str, Any]
) -> None:
    anywhere = f"arn:aws:ec2:*:{ACCOUNT}:vpc/*"
    added(Action="ec2:DeleteVpc", Resource=anywhere, **condition)(template)
    [found] = excess(account, template)
    assert found.why == f"ec2:DeleteVpc on {anywhere}: more than is derived, or under fewer conditions"


def test_a_region_that_is_gone_is_not_needed_and_not_refused(account: Account, template: Template) -> None:
    regions = {"StringEquals": {"aws:RequestedRegion": ["eu-central-1", "us-east-1"]}}
    added(Action="ec2:DeleteVpc", Resource=f"arn:aws:ec2:*:{ACCOUNT}:vpc/*", Condition=regions)(template)
    assert list(excess(account, template)) == []
    [found] = unused(account, template)
    assert (found.action, found.resource) == ("ec2:DeleteVpc", f"arn:aws:ec2:us-east-1:{ACCOUNT}:vpc/*")


def test_a_resource_without_a_region_is_not_hidden_behind_one(account: Account, template: Template) -> None:
    regions = {"StringEquals": {"aws:RequestedRegion": ["us-east-1"]}}
    added(Action="iam:PassRole", Resource=f"arn:aws:iam:*:{ACCOUNT}:role/*", Condition=regions)(template)
    assert len(list(excess(account, template))) == 1
