import pytest

from policy.rules.iam.permission_is_for_what_is_declared import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import identity

HERE = "eu-central-1:111111111111"
DECLARED = {
    "Project": {"Type": "AWS::CodeBuild::Project", "Properties": {"Name": "app-build"}},
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {}},
    "Application": {"Type": "AWS::CodeDeploy::Application", "Properties": {"ApplicationName": "app"}},
    "Group": {
        "Type": "AWS::CodeDeploy::DeploymentGroup",
        "Properties": {"ApplicationName": {"Ref": "Application"}, "DeploymentGroupName": "live"},
    },
}


@pytest.mark.parametrize(
    "resource",
    [
        f"arn:aws:codebuild:{HERE}:project/app-build",
        f"arn:aws:codedeploy:{HERE}:application:app",
        f"arn:aws:codedeploy:{HERE}:deploymentgroup:app/live",
        f"arn:aws:codedeploy:{HERE}:deploymentconfig:CodeDeployDefault.OneAtATime",
        f"arn:aws:cloudformation:{HERE}:stack/Stack/*",
        "arn:aws:codebuild:${AWS::Region}:${AWS::AccountId}:project/app-build",
        "arn:aws:s3:::anything",
        "*",
    ],
)
def test_what_the_templates_make_and_what_other_rules_hold(resource: str) -> None:
    assert details(check, assembly_of(identity({"Action": "a:B", "Resource": resource}), **DECLARED)) == []


@pytest.mark.parametrize(
    "resource",
    [
        f"arn:aws:codebuild:{HERE}:project/other",
        f"arn:aws:codedeploy:{HERE}:deploymentgroup:other/live",
        f"arn:aws:codedeploy:{HERE}:deploymentconfig:CodeDeployDefault.AllAtOnce",
        f"arn:aws:cloudformation:{HERE}:stack/Other/*",
        f"arn:aws:sns:{HERE}:other",
        "arn:aws:codebuild:us-east-1:111111111111:project/app-build",
    ],
)
def test_what_no_template_makes_is_found(resource: str) -> None:
    given = identity({"Sid": "May", "Action": "a:B", "Resource": resource})
    assert details(check, assembly_of(given, **DECLARED)) == [f"May::{resource}"]
