"""An alarm that stands for others: on when any of them would be, by the same measures and limits.

What measures nothing in a minute says nothing there; MAX of several leaves it out.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from policy.templates.assembly import Located
from policy.templates.template import text
from policy.templates.values import at, is_false, objects

ID = re.compile(r"\b[a-z]\w*")  # functions are written in capitals
ANY_OF, PART = re.compile(r"MAX\(\[(.+)\]\)"), re.compile(r"IF\(([a-z]\w*) >= (\d+(?:\.\d+)?), 1, 0\)")
FRAME = ("ComparisonOperator", "EvaluationPeriods", "DatapointsToAlarm", "TreatMissingData")

Queries = Mapping[str, Mapping[str, Any]]
"""Of an alarm, by id."""


def stands_for(alarm: Located, other: Located) -> bool:
    """Whether the first is on whenever the second is."""
    same = all(at(alarm.properties, key) == at(other.properties, key) for key in FRAME)
    return same and at(alarm.properties, "Threshold") == 1 and _measured(other) in _parts(alarm)


def adds_nothing_to(alarm: Located, others: Iterable[Located]) -> bool:
    """Whether it measures what they measure, and that alone."""
    parts = _parts(alarm)
    return bool(parts) and parts <= {_measured(other) for other in others}


def _parts(alarm: Located) -> set[tuple[str, float]]:
    """What it measures, each with its limit; nothing, if it is not made so."""
    queries = _queries(alarm)
    several = ANY_OF.fullmatch(_deciding(queries))
    named = several[1].split(", ") if several else []
    parts = [PART.fullmatch(text(at(queries.get(name, {}), "Expression"))) for name in named]
    known = [part for part in parts if part]
    return {(_spelled(part[1], queries), float(part[2])) for part in known} if len(known) == len(parts) else set()


def _measured(alarm: Located) -> tuple[str, float]:
    queries, limit = _queries(alarm), at(alarm.properties, "Threshold")
    plain = {key: at(alarm.properties, key) for key in ("Namespace", "MetricName", "Dimensions")}
    statistic = at(alarm.properties, "ExtendedStatistic") or at(alarm.properties, "Statistic")
    one = {"MetricStat": {"Metric": plain, "Period": at(alarm.properties, "Period"), "Stat": statistic}}
    measure = _spelled(_deciding(queries), queries) if queries else _query(one, {})
    return measure, float(limit) if isinstance(limit, int | float) else -1


def _queries(alarm: Located) -> Queries:
    return {text(at(one, "Id")): one for one in objects(at(alarm.properties, "Metrics"))}


def _deciding(queries: Queries) -> str:
    """The formula that is returned; empty where none or several are."""
    returned = [one for one in queries.values() if not is_false(at(one, "ReturnData"))]
    return text(at(returned[0], "Expression") or at(returned[0], "Id")) if len(returned) == 1 else ""


def _spelled(formula: str, queries: Queries) -> str:
    """With what its ids stand for in their place."""
    return ID.sub(lambda found: _query(queries[found[0]], queries) if found[0] in queries else found[0], formula)


def _query(query: Mapping[str, Any], queries: Queries) -> str:
    own = at(query, "Id")
    others = {name: one for name, one in queries.items() if name != own}
    expression = at(query, "Expression")
    return _spelled(text(expression), others) if expression else json.dumps(at(query, "MetricStat"), sort_keys=True)
