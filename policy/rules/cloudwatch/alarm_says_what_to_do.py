"""Every alarm says what it means and, as a link to a section of the runbook, what to do.

Whoever subscribes a pager to a topic gets CloudWatch's words, and this text is all of ours in them.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

WORDS_AND_LINK = re.compile(r"\w.+: \S+#[a-z-]+")


def check(assembly: Assembly) -> Iterator[Violation]:
    for alarm in assembly.resources("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"):
        said = text(at(alarm.properties, "AlarmDescription"))
        if not WORDS_AND_LINK.fullmatch(said):
            yield alarm.violation(f"AlarmDescription {said}")
