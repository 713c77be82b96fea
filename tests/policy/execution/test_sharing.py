"""Statements share their frame where nobody gains by it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policy.execution.authorization import may_be_on
from policy.execution.sharing import shared

HERE = "arn:aws:codedeploy:eu-central-1:111111111111"
APPLICATION, GROUP = f"{HERE}:application:shop", f"{HERE}:deploymentgroup:shop/*"
BUCKET, OBJECTS = "arn:aws:s3:::shop", "arn:aws:s3:::shop/*"
ACTIONS = ("codedeploy:GetApplication", "codedeploy:CreateDeployment", "s3:ListBucket", "s3:GetObject", "ec2:NoSuch")
RESOURCES = (APPLICATION, GROUP, BUCKET, OBJECTS, "*")


def allow(actions: list[str], resources: list[str], **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


SOME = st.builds(
    allow,
    st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from(RESOURCES), min_size=1, max_size=2, unique=True),
)


def pairs(statements: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """What they allow that there is."""
    return {
        (action, resource)
        for one in statements
        for action in one["Action"]
        for resource in one["Resource"]
        if may_be_on(action, resource)
    }


def test_actions_on_other_kinds_of_resources_share() -> None:
    separate = [allow(["codedeploy:GetApplication"], [APPLICATION]), allow(["codedeploy:CreateDeployment"], [GROUP])]
    assert shared(separate) == [
        allow(["codedeploy:CreateDeployment", "codedeploy:GetApplication"], [APPLICATION, GROUP])
    ]


def test_actions_that_would_gain_a_resource_do_not() -> None:
    for other in (
        allow(["codedeploy:GetDeploymentGroup"], [f"{HERE}:deploymentgroup:*"]),
        allow(["ec2:NoSuch"], ["x"]),
    ):
        separate = [allow(["codedeploy:CreateDeployment"], [GROUP]), other]
        assert shared(separate) == separate


def test_conditions_stay_with_their_statement() -> None:
    only = {"StringEquals": {"aws:RequestedRegion": ["eu-central-1"]}}
    separate = [
        allow(["codedeploy:GetApplication"], [APPLICATION]),
        allow(["codedeploy:CreateDeployment"], [GROUP], Condition=only),
    ]
    assert shared(separate) == separate


@given(st.lists(SOME))
def test_nothing_more_is_allowed_and_nothing_less(statements: list[dict[str, Any]]) -> None:
    assert pairs(shared(statements)) == pairs(statements)
