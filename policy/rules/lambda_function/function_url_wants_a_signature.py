"""A function's URL answers signed requests only.

https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text

URL = "AWS::Lambda::Url"


def check(assembly: Assembly) -> Iterator[Violation]:
    for url in assembly.resources(URL):
        kind = text(url.properties.get("AuthType", "not set"))
        if kind != "AWS_IAM":
            yield url.violation(f"AuthType::{kind}")
