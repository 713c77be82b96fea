"""A disk is deleted with its instance: what was on it would stay, and be paid for, where nobody looks.

For a disk that the image does not have, and only for that, EC2 keeps it unless told otherwise.
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/preserving-volumes-on-termination.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at, is_true, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        for disk in objects(at(launch.settings, "BlockDeviceMappings")):
            if at(disk, "Ebs") is not None and not is_true(at(disk, "Ebs.DeleteOnTermination")):
                yield launch.resource.violation(f"DeleteOnTermination::{text(at(disk, 'DeviceName'))}")
