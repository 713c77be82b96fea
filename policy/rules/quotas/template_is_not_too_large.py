"""A template has at most 1 MB, 500 resources, 200 parameters, outputs and mappings.

The pipeline hands each to CloudFormation from S3: the 51,200 bytes of a template in a request do not matter.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""

import json
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

BYTES = 1024 * 1024
SECTIONS = {"Resources": 500, "Parameters": 200, "Outputs": 200, "Mappings": 200}


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        size = len(json.dumps(stack.template, indent=1).encode())  # as CDK writes it
        if size > BYTES:
            yield stack.violation(f"{size} bytes; CloudFormation takes {BYTES}")
        for section, most in SECTIONS.items():
            found = len(stack.template.get(section, {}))
            if found > most:
                yield stack.violation(f"{found} {section}; CloudFormation takes {most}")
