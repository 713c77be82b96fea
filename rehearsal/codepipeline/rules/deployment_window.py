"""DeploymentWindow: waits until the window is open.

https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-DeploymentWindow.html
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rehearsal.codepipeline.job import ActionFailed
from rehearsal.codepipeline.rules.cron import Cron, InvalidCron
from rehearsal.codepipeline.rules.job import RuleJob

OFFSET = re.compile(r"UTC(?P<sign>[+-])(?P<hours>\d{2}):(?P<minutes>\d{2})")


def check(job: RuleJob) -> None:
    name = job.configuration.get("TimeZone") or "UTC"
    try:
        cron, zone = Cron.parse(job.needed("Cron")), time_zone(name)
    except ValueError as wrong:
        raise ActionFailed("ConfigurationError", str(wrong)) from wrong
    if not cron.matches(datetime.now(zone)):
        job.say(f"The window opens {_when(cron, datetime.now(zone))} ({name})")
    job.wait_until(lambda: cron.matches(datetime.now(zone)))
    job.progress.summary = f"The window is open: {cron} ({name})"


def time_zone(name: str) -> tzinfo:
    """Region/City, UTC or UTC+HH:MM. Raises ValueError; abbreviations, which have several meanings, are refused."""
    offset = OFFSET.fullmatch(name)
    if offset:
        minutes = 60 * int(offset["hours"]) + int(offset["minutes"])
        return timezone(timedelta(minutes=-minutes if offset["sign"] == "-" else minutes))
    if name == "UTC":
        return UTC
    try:
        if "/" in name:
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        pass
    raise InvalidCron(f"TimeZone {name}: the rehearsal has Region/City, UTC, UTC+HH:MM and UTC-HH:MM")


def _when(cron: Cron, now: datetime) -> str:
    opens = cron.next_match(now)
    return f"{opens:%A %d %B %Y at %H:%M}" if opens else "never again"
