"""Instances start from Amazon Linux 2023 as Amazon publishes it, by the public parameter, at deployment.

An image's id says nothing of its owner, and one that is written down misses every security update since. The
parameters below /aws/service/ami-amazon-linux-latest/ are Amazon Linux, which only AWS can write, and 2023 is the
one of them that still gets updates: Amazon Linux 2 ended on 2026-06-30.
https://docs.aws.amazon.com/linux/al2023/ug/ec2.html#launch-via-aws-cli, https://aws.amazon.com/amazon-linux-2/faqs/
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly, Stack
from policy.templates.references import referred
from policy.templates.template import text
from policy.templates.values import at, fields

PUBLIC = r"/aws/service/ami-amazon-linux-latest/al2023-ami-[\w.-]+"
READ = re.compile(rf"\{{\{{resolve:ssm:{PUBLIC}\}}\}}")
PARAMETER = "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        image = at(launch.settings, "ImageId")
        if image is not None and not _is_of_amazon(launch.resource.stack, image):
            yield launch.resource.violation(f"ImageId::{text(image)}")


def _is_of_amazon(stack: Stack, image: Any) -> bool:
    if isinstance(image, str):
        return READ.fullmatch(image) is not None
    parameter = fields(stack.template.get("Parameters")).get(referred(image))
    published = re.fullmatch(PUBLIC, text(at(parameter, "Default"))) is not None
    return at(parameter, "Type") == PARAMETER and published
