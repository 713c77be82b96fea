"""A deployment window says plainly when it is open: hours of days, in a time zone by its name.

An expression that is always true is no window; one that a parameter gives is not reviewed. The abbreviations of time
zones have several meanings: https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.templates.assembly import Assembly

# Every second and minute of the hours, so that it is open for as long as it looks.
CRON = re.compile(r"\* \* (?P<hours>\d{1,2}-\d{1,2}) \? \* (?P<days>[A-Z,]+) \*")
ZONE = re.compile(r"UTC|[A-Z][A-Za-z]+/[A-Za-z_]+")
ALWAYS = ("0-23", 7)


def check(assembly: Assembly) -> Iterator[Violation]:
    for pipeline in pipelines(assembly):
        for rule in pipeline.rules:
            if rule.provider == "DeploymentWindow":
                cron, zone = rule.setting("Cron"), rule.setting("TimeZone")
                if not isinstance(cron, str) or not _is_window(cron):
                    yield rule.violation("Cron")
                if not isinstance(zone, str) or not ZONE.fullmatch(zone):
                    yield rule.violation("TimeZone")


def _is_window(cron: str) -> bool:
    found = CRON.fullmatch(cron)
    return found is not None and (found["hours"], len(set(found["days"].split(",")))) != ALWAYS
