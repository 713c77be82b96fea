import pytest

from policy.rules.codepipeline.environment_acts_in_its_account import check
from tests.policy.rules.codepipeline.pipelines import Change, found

ELSEWHERE = "arn:aws:iam::333333333333:role/x"
ROLE = {"Type": "AWS::IAM::Role"}


def test_each_role_is_of_the_environment() -> None:
    assert found(check) == []
    assert found(check, ("prod/Release", "RoleArn", "arn:${AWS::Partition}:iam::222222222222:role/x")) == []


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (("prod/Execute", "RoleArn", ELSEWHERE), "prod/Execute RoleArn of 333333333333"),
        (("prod/Release", "RoleArn", ELSEWHERE), "prod/Release RoleArn of 333333333333"),
        (("prod/Release", "RoleArn", {"Fn::GetAtt": ["Own", "Arn"]}), "prod/Release RoleArn of 111111111111"),
        (("prod/Release", "RoleArn", "arn:aws:iam::${AWS::AccountId}:role/x"), "prod/Release RoleArn of 111111111111"),
        (("prod/Release", "RoleArn", {"Ref": "Role"}), "prod/Release RoleArn of unknown account"),
        (("prod/Prepare", "Configuration.RoleArn", ELSEWHERE), "prod/Prepare Configuration.RoleArn of 333333333333"),
    ],
)
def test_a_role_of_another_account(change: Change, detail: str) -> None:
    assert found(check, change, Own=ROLE) == [detail]


def test_a_stack_that_was_not_synthesized_here() -> None:
    changes: list[Change] = [(f"prod/{name}", "Configuration.StackName", "x") for name in ("Prepare", "Execute")]
    assert found(check, *changes, ("prod/Release", "RoleArn", ELSEWHERE)) == []
