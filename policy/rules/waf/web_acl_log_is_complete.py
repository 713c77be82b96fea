"""The log of a web ACL drops nothing that was blocked.

https://docs.aws.amazon.com/waf/latest/developerguide/logging-management-configure.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    for logging in assembly.resources("AWS::WAFv2::LoggingConfiguration"):
        kept = logging.properties.get("LoggingFilter")
        if kept is not None and not _keeps_blocked(kept):
            yield logging.violation("LoggingFilter")


def _keeps_blocked(logging_filter: Mapping[str, Any]) -> bool:
    """By default, or by a filter for that alone; and no filter that drops it, or drops by labels."""
    filters = objects(at(logging_filter, "Filters"))
    dropped = [condition for one in filters if at(one, "Behavior") == "DROP" for condition in _actions(one)]
    kept = [_actions(one) for one in filters if at(one, "Behavior") == "KEEP"]
    by_default = at(logging_filter, "DefaultBehavior") == "KEEP"
    return all(action in ("ALLOW", "COUNT") for action in dropped) and (by_default or ["BLOCK"] in kept)


def _actions(one: Mapping[str, Any]) -> list[Any]:
    return [at(condition, "ActionCondition.Action") for condition in objects(at(one, "Conditions"))]
