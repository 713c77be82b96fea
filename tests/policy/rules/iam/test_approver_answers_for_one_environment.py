from typing import Any

from policy.rules.iam.approver_answers_for_one_environment import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, role

OF = "arn:aws:codepipeline:eu-central-1:111111111111:app"


def found(name: str, *approvals: str) -> list[str]:
    people: dict[str, Any] = role({"AWS": "arn:aws:iam::111111111111:role/managers"})
    people["Properties"]["RoleName"] = name
    answers = {"Sid": "Answer", "Action": "codepipeline:PutApprovalResult", "Resource": list(approvals)}
    return details(check, assembly_of(People=people, Policy=identity(answers, Roles=[{"Ref": "People"}])))


def test_its_own() -> None:
    assert found("app-production-approve", f"{OF}/production/Approve") == []


def test_of_another_environment_or_of_all() -> None:
    assert found("app-dev-approve", f"{OF}/production/Approve") == [f"answers {OF}/production/Approve"]
    both = found("app-dev-approve", f"{OF}/dev/Approve", f"{OF}/production/Approve")
    assert both == [f"answers {OF}/production/Approve"]
    assert found("app-dev-approve", "*") == ["answers *"]
