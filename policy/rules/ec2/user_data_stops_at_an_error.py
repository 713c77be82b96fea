"""User data stops at the first command that fails, and says so: the first line of its script is `set -euxo pipefail`.

Without it an instance whose agent could not be installed goes on, is in service, and no release ever reaches it.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches, user_data
from policy.templates.assembly import Assembly

BEGINNING = ["#!/bin/bash", "set -euxo pipefail"]


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        lines = user_data(launch).split("\n")
        if any(lines) and lines[:2] != BEGINNING:
            yield launch.resource.violation(f"UserData::{' '.join(lines[:2])}")
