"""What an alarm measures."""

import re

from policy.templates.assembly import Located
from policy.templates.template import text
from policy.templates.values import at, is_false, objects


def measure(alarm: Located) -> str:
    """What decides, in the words of the metrics; several where several queries are returned."""
    queries = objects(at(alarm.properties, "Metrics"))
    names = {text(at(one, "Id")): text(at(one, "MetricStat.Metric.MetricName")) for one in queries}
    deciding = [text(at(one, "Expression") or at(one, "Id")) for one in queries if not is_false(at(one, "ReturnData"))]
    formulas = [re.sub(r"\w+", lambda word: names.get(word[0], word[0]), formula) for formula in deciding]
    return ", ".join(formulas) or text(at(alarm.properties, "MetricName"))
