"""User data runs commands that these rules know: it is root on every instance, before anybody can look.

Packages by name from Amazon's signed repositories, the CodeDeploy agent from its bucket in the region, its settings
and its service, and the CloudWatch agent, which ships logs of CodeDeploy's and nothing else. A list of what is bad
would never end: `curl ... | bash`, `git clone`, `pip install`, a line in /etc/cron.d.
https://docs.aws.amazon.com/codedeploy/latest/userguide/resource-kit.html#resource-kit-bucket-names
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules._launches import launches, user_data
from policy.templates.assembly import Assembly

PACKAGE = r"[a-z][a-z0-9_+-]*(\.[0-9]+)?"
AGENT = r"https://aws-codedeploy-{region}\.s3\.{region}\.amazonaws\.com/latest/install"
LOGS = r"(/var/log/aws/codedeploy-agent|/opt/codedeploy-agent/deployment-root/deployment-logs)/[\w-]+\.log"
SHIPPED = rf'\{{"file_path": "{LOGS}", "log_group_name": "[\w/-]+", "log_stream_name": "[\w/{{}}-]+"\}}'
SHIPPING = rf'\{{"logs": \{{"logs_collected": \{{"files": \{{"collect_list": \[{SHIPPED}(, {SHIPPED})*\]\}}\}}\}}\}}'
CLOUDWATCH = "/opt/aws/amazon-cloudwatch-agent"
CONFIGURATION = rf"{CLOUDWATCH}/etc/codedeploy\.json"
KNOWN = (
    r"#!/bin/bash",
    r"set -euxo pipefail",
    rf"dnf install --assumeyes {PACKAGE}( {PACKAGE})*",
    rf"curl( --(fail|silent|show-error|retry \d+))+ {AGENT} --output /tmp/install-codedeploy",
    r"ruby /tmp/install-codedeploy auto",
    r"rm /tmp/install-codedeploy",
    r"printf '[\w\\: ]+' >> /etc/codedeploy-agent/conf/codedeployagent\.yml",
    r"systemctl (enable|start|restart) codedeploy-agent",
    rf"printf '%s' '{SHIPPING}' > {CONFIGURATION}",
    rf"{CLOUDWATCH}/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:{CONFIGURATION}",
    r"#[^!]*",
    r"",
)


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        stack = launch.resource.stack
        known = re.compile("|".join(KNOWN).replace("{region}", re.escape(stack.region)))
        for line in concrete(user_data(launch), stack).split("\n"):
            if known.fullmatch(line.strip()) is None:
                yield launch.resource.violation(f"UserData::{line.strip()}")
