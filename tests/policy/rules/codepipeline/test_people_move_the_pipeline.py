from typing import Any

import pytest

from policy.rules.codepipeline.people_move_the_pipeline import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codepipeline.pipelines import found
from tests.policy.rules.policies import identity, role

APPROVAL = "arn:aws:codepipeline:eu-central-1:111111111111:app/prod/Approve"
PERSON = "arn:aws:iam::111111111111:role/person"
FOUND = ["Action::codepipeline:PutApprovalResult"]


@pytest.mark.parametrize("action", ["PutApprovalResult", "EnableStageTransition", "PutJobSuccessResult"])
def test_a_decision_is_found(action: str) -> None:
    policy = identity({"Action": f"codepipeline:{action}", "Resource": "arn:x"})
    assert details(check, assembly_of(policy)) == [f"Action::codepipeline:{action}"]


@pytest.mark.parametrize("action", ["codepipeline:StartPipelineExecution", "codepipeline:GetPipelineState"])
def test_starting_and_looking_pass(action: str) -> None:
    assert details(check, assembly_of(identity({"Action": action, "Resource": "arn:x"}))) == []


def answered_by(trusted: Any, resource: str = APPROVAL, *more: str) -> list[str]:
    """By a role that these take on, beside the pipeline that asks."""
    actions = ["codepipeline:PutApprovalResult", *more]
    statement = {"Effect": "Allow", "Action": actions, "Resource": resource}
    approver = role(trusted)
    approver["Properties"]["Policies"] = [
        {"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
    ]
    build = role()
    build["Properties"]["RoleName"] = "build"
    return found(check, Approver=approver, Build=build)


def test_a_role_that_only_people_take_on_answers_an_approval_by_its_name() -> None:
    assert answered_by({"AWS": PERSON}) == []


@pytest.mark.parametrize("resource", [APPROVAL.replace("Approve", "*"), APPROVAL.replace("prod", "dev"), "*"])
def test_it_answers_no_other(resource: str) -> None:
    assert answered_by({"AWS": PERSON}, resource) == FOUND


@pytest.mark.parametrize(
    "trusted",
    [
        {"AWS": [PERSON, {"Fn::GetAtt": ["Build", "Arn"]}]},
        {"AWS": [PERSON, "arn:aws:iam::111111111111:role/build"]},
        {"AWS": PERSON, "Service": "codebuild.amazonaws.com"},
    ],
)
def test_nothing_but_people_takes_it_on(trusted: Any) -> None:
    assert answered_by(trusted) == FOUND


def test_it_decides_nothing_else() -> None:
    more = "codepipeline:OverrideStageCondition"
    assert answered_by({"AWS": PERSON}, APPROVAL, more) == [f"Action::{more}", *FOUND]
