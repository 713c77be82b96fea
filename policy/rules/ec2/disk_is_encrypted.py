"""Every disk is encrypted, and says so.

Unsaid, the image and the account's default decide. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields, is_true, objects

VOLUME = "AWS::EC2::Volume"


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        mappings = objects(launch.settings.get("BlockDeviceMappings"))
        if not mappings:
            yield launch.resource.violation("BlockDeviceMappings::none")
        for mapping in mappings:
            on_host = "VirtualName" in mapping or "NoDevice" in mapping
            if not on_host and not is_true(fields(mapping.get("Ebs")).get("Encrypted")):
                yield launch.resource.violation(f"Ebs.Encrypted::{text(mapping.get('DeviceName', 'unknown'))}")
    for volume in assembly.resources(VOLUME):
        if not is_true(volume.properties.get("Encrypted")):
            yield volume.violation("Encrypted")
