"""What instances start from, and what they leave behind."""

from typing import Any

from policy.mutation.mutant import Change, Mutant, appended_to, dict_of, properties, put, stack
from policy.templates.assembly import Assembly

STACK, TEMPLATE = "production", "Ec2/Instances/Template/Resource"
IMAGE, EBS = "LaunchTemplateData.ImageId", "LaunchTemplateData.BlockDeviceMappings.0.Ebs"
GROUPS = "LaunchTemplateData.SecurityGroupIds"
IMAGES = {
    "image: by its id, whoever made it": "ami-0123456789abcdef0",
    "image: of a parameter of our own": "{{resolve:ssm:/images/webapp}}",
    "image: of a parameter of another account": "{{resolve:ssm:arn:aws:ssm:eu-central-1:999999999999:parameter/image}}",
    "image: of a parameter, read when an instance starts": "resolve:ssm:/images/webapp",
    "image: of a seller on AWS Marketplace": "{{resolve:ssm:/aws/service/marketplace/prod-0123456789/1.0}}",
}


def _parameter(**attributes: Any) -> Change:
    def change(assembly: Assembly) -> None:
        dict_of(stack(assembly, STACK).template["Parameters"])["Image"] = attributes
        properties(assembly, STACK, TEMPLATE)["LaunchTemplateData"]["ImageId"] = {"Ref": "Image"}

    return change


MUTANTS = (
    *(Mutant(name, put(STACK, TEMPLATE, IMAGE, image)) for name, image in IMAGES.items()),
    Mutant("image: whatever a parameter says", _parameter(Type="AWS::EC2::Image::Id")),
    Mutant(
        "image: of our own parameter, read with the template",
        _parameter(Type="AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default="/images/webapp"),
    ),
    Mutant("instances: disks stay behind", put(STACK, TEMPLATE, f"{EBS}.DeleteOnTermination", False)),
    Mutant(
        "instances: in a group of another template too", appended_to(STACK, TEMPLATE, GROUPS, "sg-0123456789abcdef0")
    ),
    Mutant("instances: in a group of another template", put(STACK, TEMPLATE, GROUPS, ["sg-0123456789abcdef0"])),
)
