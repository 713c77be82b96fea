"""An alarm that a deployment watches or that tells of an outage takes missing data for good.

CodeDeploy starts no deployment while one of its alarms is in ALARM. Before the first release there is no request and
no data: with `breaching` the first release could never happen. With `ignore` an alarm that fired stays in ALARM when
requests end, as they do once a broken release is out of service; `missing`, the default, leaves it undecided.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudwatch._outage import told_alarms
from policy.templates.assembly import Assembly
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in told_alarms(assembly):
        treatment = at(alarm.properties, "TreatMissingData")
        if treatment != "notBreaching":
            yield alarm.violation(f"TreatMissingData {treatment}")
