"""Every build says after how many minutes it is stopped, and that is within a working day of 8 hours.

A build that hangs holds one of the account's few concurrent builds, and is paid for by the minute.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at

LONGEST = 480


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        minutes = at(project.properties, "TimeoutInMinutes")
        if not str(minutes).isdecimal() or int(minutes) > LONGEST:
            yield project.violation(f"TimeoutInMinutes {minutes}")
