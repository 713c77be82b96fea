"""What an instance does when it first starts: install the runtime and the agents, of CodeDeploy and of CloudWatch."""

import json

from aws_cdk import aws_ec2 as ec2

NODE_MAJOR = 24
CLOUDWATCH = "/opt/aws/amazon-cloudwatch-agent"
CONFIGURATION = f"{CLOUDWATCH}/etc/codedeploy.json"
# What CodeDeploy's agent does, and what the scripts of each deployment print.
# https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-view-logs.html
SHIPPED = {
    "agent": "/var/log/aws/codedeploy-agent/codedeploy-agent.log",
    "deployments": "/opt/codedeploy-agent/deployment-root/deployment-logs/codedeploy-agent-deployments.log",
}


def user_data(region: str, log_group: str) -> ec2.UserData:
    """CodeDeploy's agent comes from its public bucket in the region, over HTTPS.

    CloudWatch's comes last: whatever it meets, it keeps no release away.
    https://docs.aws.amazon.com/codedeploy/latest/userguide/codedeploy-agent-operations-install-linux.html
    """
    bucket = f"https://aws-codedeploy-{region}.s3.{region}.amazonaws.com"
    lines = (
        "set -euxo pipefail",
        f"dnf install --assumeyes ruby nodejs{NODE_MAJOR}",
        f"curl --fail --silent --show-error --retry 5 {bucket}/latest/install --output /tmp/install-codedeploy",
        "ruby /tmp/install-codedeploy auto",
        "rm /tmp/install-codedeploy",
        # The instance answers IMDSv2 only; the agent would try IMDSv1 as well.
        "printf '\\n:disable_imds_v1: true\\n' >> /etc/codedeploy-agent/conf/codedeployagent.yml",
        "systemctl enable codedeploy-agent",
        "systemctl restart codedeploy-agent",
        "dnf install --assumeyes amazon-cloudwatch-agent",
        f"printf '%s' '{_shipping(log_group)}' > {CONFIGURATION}",
        f"{CLOUDWATCH}/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:{CONFIGURATION}",
    )
    script = ec2.UserData.for_linux(shebang="#!/bin/bash")
    script.add_commands(*lines)
    return script


def _shipping(log_group: str) -> str:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html"""
    files = [
        {"file_path": path, "log_group_name": log_group, "log_stream_name": f"{{instance_id}}/{what}"}
        for what, path in SHIPPED.items()
    ]
    return json.dumps({"logs": {"logs_collected": {"files": {"collect_list": files}}}})
