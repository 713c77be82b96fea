"""No role stops, thins out or deletes what is recorded: trails, logs, findings, the alarms that stop a release.

Whoever breaks in does that first, https://attack.mitre.org/techniques/T1562/008/. CloudFormation alone changes them.
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._actions import allowed
from policy.templates.assembly import Assembly

COVERS = re.compile(
    r"cloudtrail:(delete.*|stop.*|update.*|put(event|insight)selectors)"
    r"|cloudwatch:(deletealarms|disablealarmactions|setalarmstate)"
    r"|config:(delete.*|stop.*)"
    r"|ec2:deleteflowlogs"
    r"|guardduty:(archivefindings|delete.*|disassociate.*|stop.*|updatedetector)"
    r"|logs:(delete.*|putretentionpolicy|disassociatekmskey)"
    r"|s3:(putbucketlogging|putbucketversioning|putlifecycleconfiguration)"
    r"|securityhub:(batchdisable.*|delete.*|disable.*)"
    r"|wafv2:deleteloggingconfiguration",
    re.IGNORECASE,
)


def check(assembly: Assembly) -> Iterator[Violation]:
    return allowed(assembly, COVERS)
