"""What an instance does when it first starts: install the runtime and the CodeDeploy agent."""

from aws_cdk import aws_ec2 as ec2

NODE_MAJOR = 24


def user_data(region: str) -> ec2.UserData:
    """The agent comes from CodeDeploy's public bucket in the region, over HTTPS.

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
    )
    script = ec2.UserData.for_linux(shebang="#!/bin/bash")
    script.add_commands(*lines)
    return script
