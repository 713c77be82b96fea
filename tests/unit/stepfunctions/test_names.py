"""Arguments, answers and errors of AWS's APIs as states of Step Functions spell them."""

import datetime

import botocore.session
import pytest
from botocore.exceptions import ClientError
from botocore.model import OperationModel, Shape

from rehearsal.stepfunctions import sdk_names

SESSION = botocore.session.Session()


def operation(service: str, name: str) -> OperationModel:
    return SESSION.get_service_model(service).operation_model(name)


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("deploymentId", "DeploymentId"),
        ("FunctionName", "FunctionName"),
        ("S3Bucket", "S3Bucket"),
        ("KMSKeyArn", "KmsKeyArn"),
        ("DBClusterARN", "DbClusterArn"),
        ("EC2TagSet", "Ec2TagSet"),
    ],
)
def test_a_member_begins_with_a_capital_and_its_acronyms_are_words(member: str, expected: str) -> None:
    assert sdk_names.spelled(member) == expected


def shape_of(service: str, name: str) -> Shape:
    found = operation(service, name).input_shape
    assert found is not None
    return found


def test_a_request_is_in_the_apis_spelling() -> None:
    shape = shape_of("codedeploy", "CreateDeployment")
    given = {
        "ApplicationName": "a",
        "Revision": {"RevisionType": "AppSpecContent", "AppSpecContent": {"Content": "{}"}},
    }
    expected = {
        "applicationName": "a",
        "revision": {"revisionType": "AppSpecContent", "appSpecContent": {"content": "{}"}},
    }
    assert sdk_names.request(given, shape) == expected


def test_keys_of_a_map_and_members_of_a_list_are_data() -> None:
    tags = shape_of("lambda", "TagResource")
    assert sdk_names.request({"Resource": "r", "Tags": {"myKey": "v"}}, tags) == {
        "Resource": "r",
        "Tags": {"myKey": "v"},
    }
    targets = shape_of("codedeploy", "BatchGetDeploymentTargets")
    assert sdk_names.request({"TargetIds": ["a"]}, targets) == {"targetIds": ["a"]}


@pytest.mark.parametrize("unknown", ["deploymentId", "Deployment"])
def test_a_parameter_that_the_api_does_not_have_is_refused(unknown: str) -> None:
    shape = shape_of("codedeploy", "GetDeployment")
    with pytest.raises(sdk_names.UnknownNameError, match=f"'{unknown}' is not supported by Step Functions"):
        sdk_names.request({unknown: "d-1"}, shape)


def test_an_answer_is_json_in_step_functions_spelling() -> None:
    shape = operation("codedeploy", "GetDeployment").output_shape
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    answer = {"deploymentInfo": {"deploymentId": "d-1", "createTime": moment}, "ResponseMetadata": {}}
    expected = {"DeploymentInfo": {"DeploymentId": "d-1", "CreateTime": "2026-01-02T03:04:05.000Z"}}
    assert sdk_names.response(answer, shape) == expected


@pytest.mark.parametrize(
    ("service", "code", "expected"),
    [
        ("lambda", "ResourceConflictException", "Lambda.ResourceConflictException"),
        ("codedeploy", "DeploymentLimitExceededException", "CodeDeploy.DeploymentLimitExceededException"),
        ("codedeploy", "AccessDeniedException", "CodeDeploy.CodeDeployException"),
        ("elbv2", "TargetGroupNotFound", "ElasticLoadBalancingV2.TargetGroupNotFoundException"),
        ("ec2", "UnauthorizedOperation", "Ec2.Ec2Exception"),
        ("autoscaling", "ValidationError", "AutoScaling.AutoScalingException"),
    ],
)
def test_an_error_has_the_java_sdks_name(service: str, code: str, expected: str) -> None:
    raised = ClientError({"Error": {"Code": code, "Message": "m"}}, "Operation")
    assert sdk_names.error(raised, SESSION.get_service_model(service)) == expected
