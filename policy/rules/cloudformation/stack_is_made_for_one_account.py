"""A stack is made for one account and one region: it fits no other, where nobody has reviewed it."""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly

ACCOUNT = re.compile(r"\d{12}")
REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        if not ACCOUNT.fullmatch(stack.account):
            yield stack.violation(f"Account::{stack.account}")
        if not REGION.fullmatch(stack.region):
            yield stack.violation(f"Region::{stack.region}")
