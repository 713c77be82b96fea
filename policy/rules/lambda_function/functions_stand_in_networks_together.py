"""Where one function stands in a VPC all do, each with subnets and a security group.

What a stricter organisation wants of functions it wants of all: the one outside would be the way around.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at, fields

FUNCTION = "AWS::Lambda::Function"
PARTS = ("SecurityGroupIds", "SubnetIds")


def check(assembly: Assembly) -> Iterator[Violation]:
    functions = list(assembly.resources(FUNCTION))
    if any(fields(at(one.properties, "VpcConfig")) for one in functions):
        for function in functions:
            for part in PARTS:
                if not listed(at(function.properties, f"VpcConfig.{part}") or []):
                    yield function.violation(f"VpcConfig.{part}::none")
