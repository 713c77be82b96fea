"""Actions of CloudFormation's handlers: exact, known to IAM, and each with a source."""

import json

import pytest

from policy.execution.authorization import exists, matching
from policy.execution.handlers import CORRECTIONS, UnknownHandlersError, permissions

WRITTEN = json.loads(CORRECTIONS.read_text())


def test_of_the_schema() -> None:
    assert permissions("AWS::S3::BucketPolicy", "delete") == ("s3:DeleteBucketPolicy", "s3:GetBucketPolicy")


def test_all_operations_when_none_is_named() -> None:
    all_of_them = permissions("AWS::CodeDeploy::DeploymentConfig")
    assert all_of_them == permissions("AWS::CodeDeploy::DeploymentConfig", "create", "read", "update", "delete")
    assert "codedeploy:DeleteDeploymentConfig" in all_of_them


def test_by_hand_where_the_schema_has_none() -> None:
    assert permissions("AWS::CodeBuild::Project", "read") == ("codebuild:BatchGetProjects",)


def test_a_wildcard_is_expanded_in_the_case_of_aws() -> None:
    found = permissions("AWS::AutoScaling::LaunchConfiguration", "read")
    assert "autoscaling:DescribeLaunchConfigurations" in found
    assert not [action for action in found if "*" in action]


def test_a_wildcard_is_narrowed_where_we_know_more() -> None:
    found = permissions("AWS::AutoScaling::AutoScalingGroup", "create")
    assert "ec2:DescribeLaunchTemplateVersions" in found
    assert "ec2:GetPasswordData" not in found


def test_a_call_that_is_no_iam_action_is_left_out() -> None:
    assert "s3:REST.PUT.OBJECT" not in permissions("AWS::Logs::LogGroup", "create")


@pytest.mark.parametrize("resource_type", ["AWS::RDS::DBSecurityGroup", "AWS::Nothing::AtAll"])
def test_an_unknown_type_is_an_error_with_its_remedy(resource_type: str) -> None:
    with pytest.raises(UnknownHandlersError) as error:
        permissions(resource_type, "create")
    assert str(error.value) == (
        f"{resource_type}: no schema says which permissions its handlers need. "
        'Add it to "by_hand" in policy/execution/handlers.json, with the AWS page that says so.'
    )


def test_every_correction_has_its_source_and_names_real_actions() -> None:
    entries = [*WRITTEN["by_hand"].values(), *WRITTEN["added"].values()]
    entries += [one for wildcards in WRITTEN["narrowed"].values() for one in wildcards.values()]
    for entry in entries:
        assert entry["source"].startswith("https://docs.aws.amazon.com/")
        assert all(exists(action) for key in entry if key != "source" for action in entry[key])


def test_what_narrows_a_wildcard_is_within_it() -> None:
    for wildcards in WRITTEN["narrowed"].values():
        for wildcard, entry in wildcards.items():
            assert {action.lower() for action in entry["actions"]} <= {one.lower() for one in matching(wildcard)}
