import pytest

from policy.rules.iam.role_is_named_to_be_used import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity, role


@pytest.mark.parametrize("action", ["iam:PassRole", "sts:AssumeRole"])
@pytest.mark.parametrize("resource", ["*", "arn:aws:iam::111111111111:role/*", "arn:aws:iam::*:role/release"])
def test_a_role_that_is_not_named_is_found(action: str, resource: str) -> None:
    statement = {"Sid": "Use", "Action": action, "Resource": resource}
    assert details(check, assembly_of(identity(statement))) == [f"Use::{resource}"]


def test_a_named_role_passes() -> None:
    resources = ["arn:aws:iam::222222222222:role/release", {"Fn::GetAtt": ["Build", "Arn"]}]
    assert (
        details(check, assembly_of(identity({"Action": "sts:AssumeRole", "Resource": resources}), Build=role())) == []
    )
