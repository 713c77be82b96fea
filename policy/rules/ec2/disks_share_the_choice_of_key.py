"""Where one disk is encrypted with a key of one's own, every disk is.

A disk without KmsKeyId falls back to the account's default key, which other roles may use.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    disks = [
        (launch.resource, text(mapping.get("DeviceName", "unknown")), "KmsKeyId" in fields(mapping["Ebs"]))
        for launch in launches(assembly)
        for mapping in objects(launch.settings.get("BlockDeviceMappings"))
        if "Ebs" in mapping
    ]
    if any(own_key for _, _, own_key in disks):
        for resource, device, own_key in disks:
            if not own_key:
                yield resource.violation(f"Ebs.KmsKeyId::{device}")
