"""No instance takes an SSH key: Session Manager knows who came in and can be told to let nobody in."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.template import text

KEY_PAIR = "AWS::EC2::KeyPair"


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        if "KeyName" in launch.settings:
            yield launch.resource.violation(f"KeyName::{text(launch.settings['KeyName'])}")
    for key_pair in assembly.resources(KEY_PAIR):
        yield key_pair.violation("AWS::EC2::KeyPair")
