import pytest

from policy.rules.ecr.repository_of_roles_is_one_of_ours import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity

IMAGES = {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryName": "web"}}
OURS = "arn:aws:ecr:eu-central-1:111111111111:repository/web"


@pytest.mark.parametrize(
    ("arn", "found"),
    [
        (OURS, []),
        (OURS.replace("eu-central-1", "${AWS::Region}"), []),
        ("*", []),  # which wildcard_resource_has_no_alternative finds
        (f"{OURS}-other", [f"Pull::{OURS}-other"]),
        (OURS.replace("central", "west"), ["Pull::arn:aws:ecr:eu-west-1:111111111111:repository/web"]),
        (OURS.replace("1" * 12, "2" * 12), ["Pull::arn:aws:ecr:eu-central-1:222222222222:repository/web"]),
    ],
)
def test_finds(arn: str, found: list[str]) -> None:
    pull = identity({"Sid": "Pull", "Action": "ecr:BatchGetImage", "Resource": arn})
    assert details(check, assembly_of(pull, Images=IMAGES)) == found
