import pytest

from policy.rules.codebuild.build_image_is_known import check
from tests.policy.rules.builder import details
from tests.policy.rules.codebuild.projects import project

ECR = "111111111111.dkr.ecr.eu-central-1.amazonaws.com/build"


@pytest.mark.parametrize(
    "image", ["aws/codebuild/standard:8.0", "aws/codebuild/amazonlinux-x86_64-standard:6.0", f"{ECR}@sha256:{'0' * 64}"]
)
def test_an_image_that_stays_what_it_is(image: str) -> None:
    assert details(check, project(Environment={"Image": image})) == []


@pytest.mark.parametrize("image", [f"{ECR}:latest", "node:24", f"docker.io/node@sha256:{'0' * 64}", f"{ECR}@sha256:0"])
def test_an_image_that_somebody_can_change(image: str) -> None:
    assert details(check, project(Environment={"Image": image})) == [f"Image {image}"]
