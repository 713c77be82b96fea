"""A trail is on, and records every management event of every region, what reads as well as what writes.

A region or a service that is left out is where whoever breaks in goes, https://attack.mitre.org/techniques/T1535/.
"""

from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules.cloudtrail._trails import trails
from policy.templates.assembly import Assembly
from policy.templates.template import listed
from policy.templates.values import at

FLAGS = ("IncludeGlobalServiceEvents", "IsLogging", "IsMultiRegionTrail")


def check(assembly: Assembly) -> Iterator[Violation]:
    for trail in trails(assembly):
        for flag in FLAGS:
            if trail.properties.get(flag) is not True:
                yield trail.violation(flag)
        selectors = listed(trail.properties.get("EventSelectors", []))
        if trail.properties.get("AdvancedEventSelectors") or not any(map(_is_whole, selectors)):
            yield trail.violation("EventSelectors")


def _is_whole(selector: Any) -> bool:
    """A selector leaves nothing out unless it says so, but this one is to be seen in the template."""
    return (
        at(selector, "ReadWriteType") == "All"
        and at(selector, "IncludeManagementEvents") is True
        and not at(selector, "ExcludeManagementEventSources")
    )
