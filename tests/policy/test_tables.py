"""The tables that snapshots and reviews are made of, on small templates of their own."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policy.tables import iam_table, pipeline_graph, resource_list
from policy.templates.template import normalised, text

TEMPLATE: dict[str, Any] = {
    "Resources": {
        "Policy": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {
                "PolicyDocument": {
                    "Statement": [
                        {
                            "Sid": "ReadOne",
                            "Effect": "Allow",
                            "Action": "s3:GetObject",
                            "Resource": {"Fn::Join": ["", [{"Fn::GetAtt": ["Store", "Arn"]}, "/one"]]},
                            "Condition": {"StringEquals": {"aws:ResourceAccount": ["1", "2"]}},
                        }
                    ]
                }
            },
        },
        "Reader": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "RoleName": "reader",
                "ManagedPolicyArns": [{"Ref": "Policy"}],
                "AssumeRolePolicyDocument": {
                    "Statement": {
                        "Effect": "Allow",
                        "Action": "sts:AssumeRole",
                        "Principal": {"Service": "ec2.amazonaws.com"},
                    }
                },
            },
        },
        "Store": {"Type": "AWS::S3::Bucket", "UpdateReplacePolicy": "Retain", "DeletionPolicy": "Retain"},
        "Logs": {"Type": "AWS::Logs::LogGroup", "Metadata": {"aws:cdk:path": "x"}},
    }
}


def with_statement(statement: dict[str, Any]) -> dict[str, Any]:
    changed = deepcopy(TEMPLATE)
    changed["Resources"]["Policy"]["Properties"]["PolicyDocument"]["Statement"].append(statement)
    return changed


def test_each_statement_is_one_line_with_whose_it_is() -> None:
    assert iam_table.table(TEMPLATE).splitlines() == [
        "policy | sid | effect | principal | actions | resources | conditions",
        "role reader | ReadOne | Allow | - | s3:GetObject | ${Store.Arn}/one | aws:ResourceAccount StringEquals 1 or 2",
        "trust of reader | - | Allow | ec2.amazonaws.com | sts:AssumeRole | - | -",
    ]


def test_one_more_permission_changes_one_line() -> None:
    changed = deepcopy(TEMPLATE)
    [statement] = changed["Resources"]["Policy"]["Properties"]["PolicyDocument"]["Statement"]
    statement["Action"] = ["s3:GetObject", "s3:PutObject"]
    before, after = iam_table.table(TEMPLATE).splitlines(), iam_table.table(changed).splitlines()
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_what_is_allowed_by_exclusion_does_not_look_like_a_list() -> None:
    table = iam_table.table(with_statement({"Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:x"}))
    assert "| not iam:* | not arn:x |" in table


def test_an_aws_managed_policy_and_an_inline_policy_are_seen() -> None:
    changed = deepcopy(TEMPLATE)
    role = changed["Resources"]["Reader"]["Properties"]
    role["ManagedPolicyArns"].append("arn:aws:iam::aws:policy/AdministratorAccess")
    role["Policies"] = [{"PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}]
    lines = iam_table.table(changed).splitlines()
    assert "role reader | - | managed | - | arn:aws:iam::aws:policy/AdministratorAccess | - | -" in lines
    assert "role reader | - | Allow | - | * | * | -" in lines


def test_a_policy_that_names_its_role_is_that_roles() -> None:
    changed = with_statement({"Effect": "Allow", "Action": "a:b", "Resource": "c"})
    changed["Resources"]["Policy"]["Properties"]["Roles"] = [{"Ref": "Reader"}]
    changed["Resources"]["Reader"]["Properties"]["ManagedPolicyArns"] = []
    assert "role reader | - | Allow | - | a:b | c | -" in iam_table.table(changed)


def test_the_resource_list_tells_what_a_replacement_would_lose() -> None:
    lines = resource_list.table(TEMPLATE).splitlines()
    assert "AWS::S3::Bucket | Store | Retain | Retain | -" in lines
    assert "AWS::Logs::LogGroup | Logs | Delete | Delete | logs" in lines


def test_a_template_without_a_pipeline_has_no_graph() -> None:
    assert pipeline_graph.graph(TEMPLATE) == ""


def test_a_graph_shows_the_order_in_which_actions_run() -> None:
    def action(name: str, order: int) -> dict[str, Any]:
        kind = {"Provider": "Manual"}
        return {"Name": name, "RunOrder": order, "ActionTypeId": kind, "RoleArn": {"Fn::GetAtt": ["Reader", "Arn"]}}

    stages = [{"Name": "live", "Actions": [action("Second", 2), action("First", 1)]}]
    changed = deepcopy(TEMPLATE)
    changed["Resources"]["P"] = {
        "Type": "AWS::CodePipeline::Pipeline",
        "Properties": {"Name": "p", "PipelineType": "V2", "Stages": stages},
    }
    assert pipeline_graph.graph(changed).splitlines() == [
        "pipeline p (V2 SUPERSEDED)",
        "stage live",
        "  1. First: Manual, as reader",
        "  2. Second: Manual, as reader",
    ]


def test_a_normalised_template_does_not_depend_on_order_or_construct_paths() -> None:
    turned = {"Resources": dict(reversed(TEMPLATE["Resources"].items()))}
    del (other := deepcopy(turned))["Resources"]["Logs"]["Metadata"]
    assert normalised(TEMPLATE) == normalised(turned) == normalised(other)
    other["Resources"]["Logs"]["Properties"] = {"RetentionInDays": 1}
    assert normalised(TEMPLATE) != normalised(other)


VALUES = st.recursive(
    st.text() | st.booleans() | st.integers() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["Ref", "Fn::GetAtt", "Fn::Join", "x"]), inner),
)


@given(VALUES)
def test_any_value_has_a_text(value: Any) -> None:
    assert isinstance(text(value), str)
