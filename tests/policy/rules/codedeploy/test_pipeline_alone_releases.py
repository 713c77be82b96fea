from typing import Any

from policy.rules.codedeploy.pipeline_alone_releases import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details, stack_of
from tests.policy.rules.codepipeline.pipelines import pipeline
from tests.policy.rules.policies import role

GROUP = "arn:aws:codedeploy:eu-central-1:222222222222:deploymentgroup:app/group"
OF_GROUP = ("prod/Release", "Configuration", {"ApplicationName": "app", "DeploymentGroupName": "group"})


def found(name: str, resource: str) -> list[str]:
    releasing = role({"AWS": "arn:aws:iam::111111111111:role/own"})
    may = {"Effect": "Allow", "Action": "codedeploy:CreateDeployment", "Resource": resource}
    releasing["Properties"] |= {
        "RoleName": name,
        "Policies": [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [may]}}],
    }
    own: Any = pipeline(OF_GROUP).stacks[0]
    return details(check, Assembly((own, stack_of({"Role": releasing}, "prod", "app-prod", "222222222222"))))


def test_the_role_of_the_release_action_releases_to_its_group() -> None:
    assert found("release", GROUP) == []


def test_it_does_not_release_to_others() -> None:
    assert found("release", GROUP.replace("group:app", "group:other")) == ["codedeploy:CreateDeployment other/group"]
    assert found("release", "*") == ["codedeploy:CreateDeployment of any group"]


def test_nobody_else_releases() -> None:
    assert found("instance", GROUP) == ["codedeploy:CreateDeployment app/group"]
