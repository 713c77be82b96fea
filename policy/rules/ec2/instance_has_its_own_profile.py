"""An instance's role is one that the same template makes, so that the template says what it may do."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.references import all_referred
from policy.templates.template import text

PROFILE = "AWS::IAM::InstanceProfile"


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        given = launch.settings.get("IamInstanceProfile", "none")
        profiles = {profile.logical_id for profile in launch.resource.stack.resources(PROFILE)}
        if not all_referred(given) & profiles:
            yield launch.resource.violation(f"IamInstanceProfile::{text(given)}")
