"""Deployment groups and configurations through the API and CloudFormation."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.unit.codedeploy.local_aws import ACCOUNT, HERE, LocalAws

ROLE = f"arn:aws:iam::{ACCOUNT}:role/codedeploy"


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ({"deploymentStyle": {"deploymentType": "BLUE_GREEN"}}, "InvalidDeploymentStyle", "no BLUE_GREEN"),
        ({"ec2TagFilters": [{"Key": "a"}]}, "InvalidEC2Tag", "ec2TagFilters"),
        ({"triggerConfigurations": [{"triggerName": "t"}]}, "InvalidTriggerConfig", "triggerConfigurations"),
        ({"loadBalancerInfo": {"elbInfoList": [{"name": "x"}]}}, "InvalidLoadBalancerInfo", "targetGroupInfoList"),
        ({"deploymentConfigName": "none"}, "DeploymentConfigDoesNotExist", "none"),
        ({"alarmConfiguration": {"enabled": True}}, "InvalidAlarmConfig", "at least one alarm"),
        ({"autoRollbackConfiguration": {"enabled": True}}, "InvalidAutoRollbackConfig", "DEPLOYMENT_FAILURE"),
        ({"autoScalingGroups": ["no-such-group"]}, "Invalid", "no-such-group"),
        ({"serviceRoleArn": f"arn:aws:iam::{ACCOUNT}:role/instance"}, "InvalidRole", "trust policy"),
    ],
)
def test_what_the_rehearsal_cannot_do_is_refused_by_name(
    local_aws: LocalAws, options: dict[str, Any], code: str, words: str
) -> None:
    request = {"applicationName": "web", "deploymentGroupName": "new", "serviceRoleArn": ROLE, **options}
    with pytest.raises(ClientError, match=words) as caught:
        local_aws.client("codedeploy").create_deployment_group(**request)
    assert caught.value.response["Error"]["Code"].startswith(code)


def test_the_trust_policy_of_the_service_role_is_asked_for_this_very_group(local_aws: LocalAws) -> None:
    """The role trusts CodeDeploy for groups of the application `web` only (aws:SourceArn)."""
    codedeploy = local_aws.client("codedeploy")
    codedeploy.create_application(applicationName="other")
    with pytest.raises(ClientError, match="InvalidRoleException"):
        codedeploy.create_deployment_group(applicationName="other", deploymentGroupName="g", serviceRoleArn=ROLE)
    codedeploy.delete_application(applicationName="other")


def test_a_configuration_of_ones_own(local_aws: LocalAws) -> None:
    codedeploy = local_aws.client("codedeploy")
    hosts = {"type": "FLEET_PERCENT", "value": 75}
    codedeploy.create_deployment_config(deploymentConfigName="mine", minimumHealthyHosts=hosts)
    info = codedeploy.get_deployment_config(deploymentConfigName="mine")["deploymentConfigInfo"]
    assert info["minimumHealthyHosts"] == hosts
    assert "mine" in codedeploy.list_deployment_configs()["deploymentConfigsList"]
    codedeploy.delete_deployment_config(deploymentConfigName="mine")
    with pytest.raises(ClientError, match="DeploymentConfigDoesNotExistException"):
        codedeploy.get_deployment_config(deploymentConfigName="mine")


def test_a_minimum_as_large_as_the_fleet_cannot_start(local_aws: LocalAws) -> None:
    codedeploy = local_aws.client("codedeploy")
    codedeploy.create_deployment_config(
        deploymentConfigName="both", minimumHealthyHosts={"type": "HOST_COUNT", "value": 2}
    )
    info = local_aws.ended(local_aws.start(local_aws.upload("never"), deploymentConfigName="both"))
    assert info["status"] == "Failed"
    assert info["errorInformation"]["code"] == "HEALTH_CONSTRAINTS_INVALID"


def test_tags(local_aws: LocalAws) -> None:
    codedeploy = local_aws.client("codedeploy")
    arn = f"arn:aws:codedeploy:eu-central-1:{ACCOUNT}:deploymentgroup:web/web"
    codedeploy.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": "a"}])
    assert {"Key": "team", "Value": "a"} in codedeploy.list_tags_for_resource(ResourceArn=arn)["Tags"]
    codedeploy.untag_resource(ResourceArn=arn, TagKeys=["team"])
    assert "team" not in str(codedeploy.list_tags_for_resource(ResourceArn=arn)["Tags"])


def test_a_stack_update_changes_the_group_in_place(local_aws: LocalAws) -> None:
    codedeploy, name = local_aws.client("codedeploy"), {"applicationName": "web", "deploymentGroupName": "web"}
    before = codedeploy.get_deployment_group(**name)["deploymentGroupInfo"]
    template = json.loads((HERE / "template.json").read_text())
    properties = template["Resources"]["DeploymentGroup"]["Properties"]
    properties["DeploymentConfigName"] = "CodeDeployDefault.AllAtOnce"
    del properties["AlarmConfiguration"]
    assert local_aws.stack("update", TemplateBody=json.dumps(template))["StackStatus"] == "UPDATE_COMPLETE"
    after = codedeploy.get_deployment_group(**name)["deploymentGroupInfo"]
    assert after["deploymentConfigName"] == "CodeDeployDefault.AllAtOnce"
    assert not after["alarmConfiguration"]
    assert after["deploymentGroupId"] == before["deploymentGroupId"]
    assert after["autoScalingGroups"] == before["autoScalingGroups"]
    original = (HERE / "template.json").read_text()
    assert local_aws.stack("update", TemplateBody=original)["StackStatus"] == "UPDATE_COMPLETE"
    again = codedeploy.get_deployment_group(**name)["deploymentGroupInfo"]
    assert again["deploymentConfigName"] == before["deploymentConfigName"]
    assert again["alarmConfiguration"] == before["alarmConfiguration"]
