"""A trail signs what it delivers: a record that somebody changes or takes away is noticed (CIS 3.2).

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.cloudtrail._trails import trails
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for trail in trails(assembly):
        if trail.properties.get("EnableLogFileValidation") is not True:
            yield trail.violation("EnableLogFileValidation")
