"""An ARN or image that is written out names an account and a region for which the assembly has a stack."""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import strings

ARN = re.compile(r"\barn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}-[a-z0-9-]+)?:(\d{12})?:")
IMAGE = re.compile(r"()\b(\d{12})\.dkr\.ecr\.")


def check(assembly: Assembly) -> Iterator[Violation]:
    accounts = {stack.account for stack in assembly.stacks}
    regions = {stack.region for stack in assembly.stacks}
    for resource in assembly.resources():
        for _, text in strings(resource.properties):
            for region, account in (*ARN.findall(text), *IMAGE.findall(text)):
                if account and account not in accounts:
                    yield resource.violation(f"Account::{account}")
                if region and region not in regions:
                    yield resource.violation(f"Region::{region}")
