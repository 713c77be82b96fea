"""An alarm reads at most ten metrics and has at most ten formulas.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.values import at, objects

MOST = 10
KINDS = ("MetricStat", "Expression")


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in assembly.resources("AWS::CloudWatch::Alarm"):
        for kind in KINDS:
            found = sum(at(query, kind) is not None for query in objects(at(alarm.properties, "Metrics")))
            if found > MOST:
                yield alarm.violation(f"{found} {kind}; CloudWatch takes {MOST}")
