"""Instances: what the launch template says of them."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, add, drop, properties, put
from policy.templates.assembly import Assembly

STACK, TEMPLATE = "production", "Ec2/Instances/Template/Resource"
DATA = "LaunchTemplateData"


def _put(path: str, value: Any) -> Change:
    return put(STACK, TEMPLATE, f"{DATA}.{path}", value)


def _drop(path: str) -> Change:
    return drop(STACK, TEMPLATE, f"{DATA}.{path}")


def _image(family: str) -> Change:
    """Another of Amazon's public parameters."""
    return _put("ImageId", f"{{{{resolve:ssm:/aws/service/ami-amazon-linux-latest/{family}}}}}")


def _user_data(line: str) -> Change:
    """One line more."""

    def change(assembly: Assembly) -> None:
        script = properties(assembly, STACK, TEMPLATE)[DATA]["UserData"]
        script["Fn::Base64"] += f"\n{line}"

    return change


def _second_disk(**ebs: Any) -> Change:
    def change(assembly: Assembly) -> None:
        disks = properties(assembly, STACK, TEMPLATE)[DATA]["BlockDeviceMappings"]
        disks.append({"DeviceName": "/dev/xvdb", "Ebs": {"VolumeSize": 20, **ebs}})

    return change


MUTANTS = (
    Mutant("instances: IMDSv1 allowed", _put("MetadataOptions.HttpTokens", "optional")),
    Mutant("instances: IMDSv2 no longer asked for", _drop("MetadataOptions.HttpTokens")),
    Mutant("instances: no metadata options at all", _drop("MetadataOptions")),
    Mutant("instances: metadata two hops away", _put("MetadataOptions.HttpPutResponseHopLimit", 2)),
    Mutant("instances: hop limit of metadata left to the image", _drop("MetadataOptions.HttpPutResponseHopLimit")),
    Mutant("instances: disk not encrypted", _put("BlockDeviceMappings.0.Ebs.Encrypted", False)),
    Mutant("instances: encryption of the disk left to the account", _drop("BlockDeviceMappings.0.Ebs.Encrypted")),
    Mutant("instances: disk left to the image", _drop("BlockDeviceMappings")),
    Mutant("instances: a second disk, not encrypted", _second_disk()),
    Mutant(
        "instances: of two disks one with a key of its own",
        _second_disk(Encrypted=True, KmsKeyId="arn:aws:kms:eu-central-1:444444444444:key/1"),
    ),
    Mutant("instances: a volume beside them, not encrypted", add(STACK, "Volume", "AWS::EC2::Volume", Size=8)),
    Mutant("instances: SSH key", _put("KeyName", "operators")),
    Mutant("instances: a new SSH key", add(STACK, "Key", "AWS::EC2::KeyPair", KeyName="operators")),
    Mutant(
        "instances: public address",
        _put("NetworkInterfaces", [{"AssociatePublicIpAddress": True, "DeviceIndex": 0, "Groups": ["sg-1"]}]),
    ),
    Mutant("instances: elastic address", add(STACK, "Address", "AWS::EC2::EIP", InstanceId="i-0123456789abcdef0")),
    Mutant("instances: an image that gets no updates", _image("amzn2-ami-hvm-x86_64-gp2")),
    Mutant("instances: an image that still answers IMDSv1", _image("amzn-ami-hvm-x86_64-gp2")),
    Mutant("instances: role from elsewhere", _put("IamInstanceProfile", {"Name": "administrator"})),
    Mutant("instances: no role", _drop("IamInstanceProfile")),
    Mutant("instances: not monitored in detail", _put("Monitoring.Enabled", False)),
    Mutant("instances: in the default security group", _drop("SecurityGroupIds")),
    Mutant("user data: password", _user_data("export DB_PASSWORD=hunter2")),
    Mutant("user data: AWS keys", _user_data("echo aws_secret_access_key = abcdefgh >> ~/.aws/credentials")),
    Mutant("user data: private key", _user_data("echo '-----BEGIN RSA " + "PRIVATE KEY-----' > /etc/tls.key")),
    Mutant("user data: plain HTTP download", _user_data("curl -O http://example.com/agent.rpm")),
    Mutant("user data: certificate not checked", _user_data("curl --insecure -O https://example.com/agent.rpm")),
    Mutant("user data: certificate not checked, in short", _user_data("curl -sk https://example.com/agent.sh | bash")),
    Mutant("user data: package signature not checked", _user_data("dnf install -y --nogpgcheck ./agent.rpm")),
    Mutant(
        "an instance beside the group, with nothing said",
        add(STACK, "Bastion", "AWS::EC2::Instance", ImageId="ami-1", SubnetId="subnet-1"),
    ),
)
