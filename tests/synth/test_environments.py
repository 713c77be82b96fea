"""An environment's stack: network, load balancer, instances, alarms, releases."""

import base64
from pathlib import Path
from typing import Any

import pytest

from app_stack.ec2.instances import architecture
from policy.templates.template import Template, resources, text
from tests.synth.assembly import Assembly, only, release_alarms


@pytest.fixture
def dev(assembly: Assembly) -> Template:
    return next(iter(assembly.environments.values()))


@pytest.fixture
def live(variants: Path) -> Template:
    """HTTPS, two address ranges, 75% of the hosts healthy, ARM instances."""
    return Assembly(variants / "gitlab-existing-network").templates["live"]  # type: ignore[no-any-return]


def launch_template(template: Template) -> Any:
    return only(template, "AWS::EC2::LaunchTemplate")["LaunchTemplateData"]


def test_environments_differ_only_in_names_and_accounts(assembly: Assembly) -> None:
    shapes = {
        stack: sorted((r["Type"], logical) for logical, r in resources(t) if "SecurityGroup" not in r["Type"])
        for stack, t in assembly.environments.items()
    }
    assert all(shape == next(iter(shapes.values())) for shape in shapes.values())


def test_instances_answer_imdsv2_only_and_have_no_key_pair(dev: Template) -> None:
    data = launch_template(dev)
    assert data["MetadataOptions"] == {"HttpTokens": "required", "HttpPutResponseHopLimit": 1}
    assert "KeyName" not in data


def test_disks_are_encrypted(dev: Template) -> None:
    [disk] = launch_template(dev)["BlockDeviceMappings"]
    assert disk["Ebs"]["Encrypted"] is True
    assert disk["Ebs"]["VolumeType"] == "gp3"


def test_cloudformation_finds_the_image_of_the_day_for_the_processor(dev: Template, live: Template) -> None:
    parameter = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default"
    assert launch_template(dev)["ImageId"] == f"{{{{resolve:ssm:{parameter}-x86_64}}}}"
    assert launch_template(live)["ImageId"] == f"{{{{resolve:ssm:{parameter}-arm64}}}}"


@pytest.mark.parametrize(
    ("instance_type", "processor"),
    [
        ("t3.micro", "x86_64"),
        ("t4g.small", "arm64"),
        ("im4gn.large", "arm64"),
        ("a1.metal", "arm64"),
        ("g5.xlarge", "x86_64"),
        ("g5g.xlarge", "arm64"),
        ("u-6tb1.metal", "x86_64"),
        ("u7i-12tb.224xlarge", "x86_64"),
        ("p6e-gb200.36xlarge", "arm64"),
    ],
)
def test_an_image_is_of_the_processor_that_the_instance_type_has(instance_type: str, processor: str) -> None:
    assert architecture(instance_type) == processor


def test_instances_install_node_and_the_agent_of_their_region(dev: Template) -> None:
    script = launch_template(dev)["UserData"]["Fn::Base64"]
    assert script.startswith("#!/bin/bash\nset -euxo pipefail\n")
    assert "nodejs24" in script
    assert "https://aws-codedeploy-eu-central-1.s3.eu-central-1.amazonaws.com/latest/install" in script
    assert len(base64.b64encode(script.encode())) < 16 * 1024  # EC2's limit


def test_instances_are_in_private_subnets_and_reached_from_the_load_balancer_alone(dev: Template) -> None:
    subnets = only(dev, "AWS::AutoScaling::AutoScalingGroup")["VPCZoneIdentifier"]
    assert all("PrivateSubnet" in subnet["Ref"] for subnet in subnets)
    ingress = only(dev, "AWS::EC2::SecurityGroupIngress")
    assert (ingress["FromPort"], ingress["ToPort"]) == (8080, 8080)
    assert "LoadBalancer" in text(ingress["SourceSecurityGroupId"])
    opened = [r for _, r in resources(dev, "AWS::EC2::SecurityGroup") if "SecurityGroupIngress" in r["Properties"]]
    assert len(opened) == 1


def test_instances_are_not_replaced_before_the_first_release(dev: Template) -> None:
    """Nothing answers on the port until then: the load balancer's health check would end them all."""
    group = only(dev, "AWS::AutoScaling::AutoScalingGroup")
    assert group.get("HealthCheckType", "EC2") == "EC2"
    assert len(group["TargetGroupARNs"]) == 1


def test_an_own_network_has_one_nat_gateway_flow_logs_and_no_public_addresses_by_default(dev: Template) -> None:
    only(dev, "AWS::EC2::NatGateway")
    assert only(dev, "AWS::EC2::FlowLog")["TrafficType"] == "ALL"
    assert all("KmsKeyId" in group["Properties"] for _, group in resources(dev, "AWS::Logs::LogGroup"))
    subnets = [r["Properties"] for _, r in resources(dev, "AWS::EC2::Subnet")]
    assert len(subnets) == 4
    assert not any(subnet["MapPublicIpOnLaunch"] for subnet in subnets)


def test_an_existing_network_is_used_and_none_made(variants: Path) -> None:
    template = Assembly(variants / "gitlab-existing-network").templates["test"]
    assert not list(resources(template, "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::NatGateway"))
    balancer = only(template, "AWS::ElasticLoadBalancingV2::LoadBalancer")
    assert balancer["Subnets"] == ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
    group = only(template, "AWS::AutoScaling::AutoScalingGroup")
    assert group["VPCZoneIdentifier"] == ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]


def test_a_certificate_makes_it_https(live: Template) -> None:
    listener = only(live, "AWS::ElasticLoadBalancingV2::Listener")
    assert (listener["Protocol"], listener["Port"]) == ("HTTPS", 443)
    assert listener["SslPolicy"].startswith("ELBSecurityPolicy-TLS13-1-2")
    assert text(live["Outputs"]["Url"]["Value"]).startswith("https://")


def test_without_one_it_is_http(dev: Template) -> None:
    listener = only(dev, "AWS::ElasticLoadBalancingV2::Listener")
    assert (listener["Protocol"], listener["Port"]) == ("HTTP", 80)
    assert text(dev["Outputs"]["Url"]["Value"]).startswith("http://")


def test_only_the_allowed_ranges_reach_the_load_balancer(live: Template) -> None:
    groups = [r["Properties"] for _, r in resources(live, "AWS::EC2::SecurityGroup")]
    ranges = [rule["CidrIp"] for group in groups for rule in group.get("SecurityGroupIngress", [])]
    assert ranges == ["192.0.2.0/24", "198.51.100.0/24"]


def test_an_internal_load_balancer_stands_in_the_private_subnets(variants: Path) -> None:
    template = Assembly(variants / "bitbucket-long-names").templates["bcdefghijklmnopqrstu"]
    balancer = only(template, "AWS::ElasticLoadBalancingV2::LoadBalancer")
    assert balancer["Scheme"] == "internal"
    assert all("PrivateSubnet" in subnet["Ref"] for subnet in balancer["Subnets"])


def test_long_names_keep_within_what_each_service_takes(variants: Path) -> None:
    built = Assembly(variants / "bitbucket-long-names")
    template = built.templates["bcdefghijklmnopqrstu"]
    assert len(only(template, "AWS::ElasticLoadBalancingV2::LoadBalancer")["Name"]) == 32
    assert len(only(template, "AWS::ElasticLoadBalancingV2::TargetGroup")["Name"]) == 32
    roles = [r["Properties"]["RoleName"] for t in built.templates.values() for _, r in resources(t, "AWS::IAM::Role")]
    assert max(len(name) for name in roles) <= 64


def test_the_load_balancer_is_protected_logged_and_strict(dev: Template) -> None:
    balancer = only(dev, "AWS::ElasticLoadBalancingV2::LoadBalancer")
    attributes = {a["Key"]: a["Value"] for a in balancer["LoadBalancerAttributes"]}
    assert attributes["deletion_protection.enabled"] == "true"
    assert attributes["access_logs.s3.enabled"] == "true"
    assert attributes["routing.http.drop_invalid_header_fields.enabled"] == "true"


def test_the_applications_own_health_is_asked(dev: Template) -> None:
    targets = only(dev, "AWS::ElasticLoadBalancingV2::TargetGroup")
    assert (targets["Port"], targets["HealthCheckPath"]) == (8080, "/healthz")
    attributes = {a["Key"]: a["Value"] for a in targets["TargetGroupAttributes"]}
    assert int(attributes["deregistration_delay.timeout_seconds"]) <= 30


def test_a_release_is_rolled_back_on_failure_on_alarm_and_on_request(dev: Template) -> None:
    group = only(dev, "AWS::CodeDeploy::DeploymentGroup")
    rollback = group["AutoRollbackConfiguration"]
    events = {"DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"}
    assert rollback["Enabled"] is True
    assert set(rollback["Events"]) == events
    assert group["AlarmConfiguration"]["Enabled"] is True
    assert len(group["AlarmConfiguration"]["Alarms"]) == len(list(release_alarms(dev))) == 3
    assert group["DeploymentStyle"]["DeploymentOption"] == "WITH_TRAFFIC_CONTROL"


def test_alarms_are_quiet_while_nothing_serves_yet(dev: Template) -> None:
    """CodeDeploy starts no deployment during an alarm: the first release would never happen."""
    alarms = {r["Properties"]["AlarmName"]: r["Properties"] for _, r in release_alarms(dev)}
    assert all(alarm["TreatMissingData"] == "notBreaching" for alarm in alarms.values())
    expressions = {
        name.rpartition("webapp-dev-")[2]: metric["Expression"]
        for name, alarm in alarms.items()
        for metric in alarm.get("Metrics", [])
        if "Expression" in metric
    }
    assert {"IF(healthy > 0, unhealthy, 0)", "IF(requests > 0, 100 * FILL(failed, 0) / requests, 0)"} == set(
        expressions.values()
    )
    assert "HTTPCode_ELB_5XX_Count" not in str(alarms)  # the load balancer's own answer while it has no target


def test_half_of_the_hosts_stay_in_service_by_default(dev: Template) -> None:
    group = only(dev, "AWS::CodeDeploy::DeploymentGroup")
    assert group["DeploymentConfigName"] == "CodeDeployDefault.HalfAtATime"


@pytest.mark.parametrize(
    ("stack", "name", "hosts"),
    [
        ("test", "shop-test-1-hosts", {"Type": "HOST_COUNT", "Value": 1}),
        ("live", "shop-live-75-percent", {"Type": "FLEET_PERCENT", "Value": 75}),
    ],
)
def test_other_wishes_make_a_config_of_their_own(variants: Path, stack: str, name: str, hosts: dict[str, Any]) -> None:
    template = Assembly(variants / "gitlab-existing-network").templates[stack]
    made = only(template, "AWS::CodeDeploy::DeploymentConfig")
    assert (made["DeploymentConfigName"], made["MinimumHealthyHosts"]) == (name, hosts)


def test_only_the_key_comes_as_a_parameter(dev: Template) -> None:
    assert list(dev["Parameters"]) == ["ArtifactKeyArn"]
    assert "Default" not in dev["Parameters"]["ArtifactKeyArn"]
