"""The permissions boundary allows what the templates give their roles, and no more."""

from typing import Any

import pytest

from policy.execution import boundary
from policy.execution.boundary import UnboundedError, grants, policy
from policy.execution.documents import TooLargeError, size
from tests.policy.execution.stacks import ACCOUNT, BOUNDARY, REGION, role, stack

KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/*"


def granted(**statement: Any) -> dict[str, Any]:
    document = {"Statement": {"Effect": "Allow", "Resource": "*", **statement}}
    return {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"ManagedPolicyName": "p", "PolicyDocument": document}}


def given(resources: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.action, one.resources) for one in grants([stack(resources)])]


def test_what_a_role_is_given() -> None:
    group = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/l"}}
    written = granted(Action="logs:PutLogEvents", Resource={"Fn::GetAtt": ["Group", "Arn"]})
    assert given({"Policy": written, "Group": group}) == [
        ("logs:PutLogEvents", (f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/l:*",))
    ]


def test_a_parameter_may_be_anywhere() -> None:
    assert given({"Policy": granted(Action="kms:Decrypt", Resource={"Ref": "ArtifactKeyArn"})}) == [
        ("kms:Decrypt", ("arn:aws:kms:*:*:key/*",))
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"Principal": {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}},
        {
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
            "Condition": {"ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT}:role/shop-build"}},
        },
    ],
)
def test_what_the_policy_of_a_key_gives_a_role(more: dict[str, Any]) -> None:
    statement = {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", **more}
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": [statement]}}}
    [found] = grants([stack({"Role": role(), "Key": key})])
    assert (found.action, found.resources, found.conditions) == ("kms:Decrypt", (KEY,), ())


def test_what_a_key_gives_others_is_no_role_s() -> None:
    statement = {
        "Effect": "Allow",
        "Action": "kms:Decrypt",
        "Resource": "*",
        "Principal": {"Service": "sns.amazonaws.com"},
    }
    key = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": [statement]}}}
    assert given({"Role": role(), "Key": key}) == []


def test_it_protects_itself() -> None:
    written = policy([stack({})], BOUNDARY, "shop")["Statement"]
    denied = {action for one in written if one["Effect"] == "Deny" for action in one["Action"]}
    assert denied == {
        "iam:CreatePolicyVersion",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:DeleteRolePermissionsBoundary",
        "iam:PutRolePermissionsBoundary",
        "iam:SetDefaultPolicyVersion",
    }


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            {"Action": "iam:CreateRole"},
            "Stack/Policy: iam:CreateRole. A role that changes IAM can outgrow any boundary.",
        ),
        (
            {"NotAction": "s3:GetObject"},
            "Stack/Policy: NotAction and NotResource have no upper limit. Name what is allowed.",
        ),
    ],
)
def test_what_cannot_be_bounded(statement: dict[str, Any], message: str) -> None:
    with pytest.raises(UnboundedError) as error:
        policy([stack({"Policy": granted(**statement)})], BOUNDARY, "shop")
    assert str(error.value) == message


def test_a_policy_from_elsewhere_cannot_be_bounded() -> None:
    with pytest.raises(UnboundedError) as error:
        policy(
            [stack({"Role": role(ManagedPolicyArns=["arn:aws:iam::aws:policy/AdministratorAccess"])})], BOUNDARY, "shop"
        )
    assert str(error.value) == (
        "Stack/Role: arn:aws:iam::aws:policy/AdministratorAccess is not in the template. "
        "Write what the role needs of it into a policy of its own."
    )


def test_conditions_then_names_give_way_where_iam_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    topics = [f"arn:aws:sns:{REGION}:{ACCOUNT}:shop-{name}" for name in ("one", "two", "three")]
    written = granted(Action="sns:Publish", Resource=topics, Condition={"Bool": {"aws:SecureTransport": "true"}})
    found = []
    for _ in range(3):
        document = policy([stack({"Policy": written})], BOUNDARY, "shop")
        found.append(document["Statement"][0])
        monkeypatch.setattr(boundary, "MAX_SIZE", size(document) - 1)
    assert found == [
        {
            "Effect": "Allow",
            "Action": ["sns:Publish"],
            "Resource": sorted(topics),
            "Condition": {"Bool": {"aws:SecureTransport": ["true"]}},
        },
        {"Effect": "Allow", "Action": ["sns:Publish"], "Resource": sorted(topics)},
        {"Effect": "Allow", "Action": ["sns:Publish"], "Resource": [f"arn:aws:sns:{REGION}:{ACCOUNT}:shop-*"]},
    ]
    with pytest.raises(TooLargeError, match="a boundary for all its roles has "):
        policy([stack({"Policy": written})], BOUNDARY, "shop")


def test_names_of_objects_stay() -> None:
    objects = ("arn:aws:s3:::shop-artifacts/x/*",)
    assert boundary._folded(objects, "shop") == objects


def test_names_of_load_balancers_are_the_applications_too() -> None:
    start = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:listener/app/lb-shop-"
    assert boundary._folded((f"{start}dev/*", f"{start}prod/*"), "shop") == (f"{start}*",)
