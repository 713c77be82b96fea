"""What `security` in pipeline.yml switches on: strict.yml has every option."""

from pathlib import Path

import pytest

from policy.templates.template import Template, resources, text
from tests.synth.assembly import Assembly, only


@pytest.fixture
def strict(variants: Path) -> Assembly:
    return Assembly(variants / "strict")


@pytest.fixture
def production(strict: Assembly) -> Template:
    return strict.environments["production"]  # type: ignore[no-any-return]


def bucket(template: Template, starts: str) -> dict[str, object]:
    [found] = [r["Properties"] for logical, r in resources(template, "AWS::S3::Bucket") if logical.startswith(starts)]
    return found  # type: ignore[no-any-return]


def test_every_role_carries_the_boundary_of_its_account(strict: Assembly) -> None:
    accounts = {"Pipeline": "111111111111", "production": "444444444444"}
    accounts |= dict.fromkeys(("containers", "functions"), "333333333333")
    for stack, template in strict.templates.items():
        roles = [role for _, role in resources(template, "AWS::IAM::Role")]
        boundaries = {text(role["Properties"]["PermissionsBoundary"]) for role in roles}
        assert boundaries == {f"arn:aws:iam::{accounts[stack]}:policy/strict-boundary"}
        assert not list(resources(template, "AWS::IAM::User"))


def test_without_the_option_no_role_has_a_boundary(variants: Path) -> None:
    for template in Assembly(variants / "s3-no-approval").templates.values():
        roles = [role["Properties"] for _, role in resources(template, "AWS::IAM::Role")]
        assert roles
        assert all("PermissionsBoundary" not in role for role in roles)


def test_access_logs_go_to_the_buckets_of_the_organisation(strict: Assembly, production: Template) -> None:
    logging = bucket(strict.pipeline, "ArtifactsBucket")["LoggingConfiguration"]
    assert logging == {"DestinationBucketName": "logs-111111111111-eu-central-1", "LogFilePrefix": "artifacts/"}
    attributes = only(production, "AWS::ElasticLoadBalancingV2::LoadBalancer")["LoadBalancerAttributes"]
    assert {"Key": "access_logs.s3.bucket", "Value": "logs-444444444444-eu-central-1"} in attributes
    assert not list(resources(production, "AWS::S3::Bucket"))
    assert len(list(resources(strict.pipeline, "AWS::S3::Bucket"))) == 1


def test_artifacts_are_copied_and_encrypted_again(strict: Assembly) -> None:
    replication = bucket(strict.pipeline, "ArtifactsBucket")["ReplicationConfiguration"]
    [rule] = replication["Rules"]  # type: ignore[index]
    assert rule["Status"] == "Enabled"
    assert rule["SourceSelectionCriteria"] == {"SseKmsEncryptedObjects": {"Status": "Enabled"}}
    assert text(rule["Destination"]["Bucket"]) == "arn:aws:s3:::strict-artifacts-copy"
    key = "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef"
    assert rule["Destination"]["EncryptionConfiguration"] == {"ReplicaKmsKeyID": key}


def test_a_web_acl_stands_before_the_load_balancer_and_is_logged(production: Template) -> None:
    acl = only(production, "AWS::WAFv2::WebACL")
    names = [rule["Statement"]["ManagedRuleGroupStatement"]["Name"] for rule in acl["Rules"]]
    assert names == ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"]
    association = only(production, "AWS::WAFv2::WebACLAssociation")
    assert "LoadBalancer" in text(association["ResourceArn"])
    [destination] = only(production, "AWS::WAFv2::LoggingConfiguration")["LogDestinationConfigs"]
    groups = [r["Properties"]["LogGroupName"] for _, r in resources(production, "AWS::Logs::LogGroup")]
    assert destination.rpartition(":")[2] in groups
    assert destination.rpartition(":")[2].startswith("aws-waf-logs-")  # WAF takes no other


def test_disks_have_a_key_of_the_customer_which_auto_scaling_may_use(production: Template) -> None:
    template = only(production, "AWS::EC2::LaunchTemplate")["LaunchTemplateData"]
    [disk] = template["BlockDeviceMappings"]
    assert "DiskKey" in text(disk["Ebs"]["KmsKeyId"])
    [key] = [r["Properties"] for logical, r in resources(production, "AWS::KMS::Key") if "DiskKey" in logical]
    sids = {statement["Sid"] for statement in key["KeyPolicy"]["Statement"]}
    assert {"AutoScalingEncryptsDisks", "AutoScalingLetsDisksBeAttached"} <= sids


def test_keys_rotate_as_often_as_asked(strict: Assembly, assembly: Assembly) -> None:
    for one, days in ((strict, 90), (assembly, 365)):
        keys = [key["Properties"] for t in one.templates.values() for _, key in resources(t, "AWS::KMS::Key")]
        assert keys
        assert all(key["EnableKeyRotation"] is True and key["RotationPeriodInDays"] == days for key in keys)


def test_an_environment_tells_people_of_alarms_and_lost_instances(assembly: Assembly) -> None:
    for template in assembly.environments.values():
        [(topic, properties)] = list(resources(template, "AWS::SNS::Topic"))
        assert "KmsMasterKeyId" in properties["Properties"]
        alarms = [alarm["Properties"] for _, alarm in resources(template, "AWS::CloudWatch::Alarm")]
        assert [alarm["AlarmActions"] for alarm in alarms] == [[{"Ref": topic}]] * 5
        [notice] = only(template, "AWS::AutoScaling::AutoScalingGroup")["NotificationConfigurations"]
        assert notice["TopicARN"] == {"Ref": topic}
