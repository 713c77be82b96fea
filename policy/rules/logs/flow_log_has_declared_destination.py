"""A flow log goes to a log group or a bucket of its own stack.

EC2 makes a log group that does not exist: without key, without end.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for flow_log in assembly.resources("AWS::EC2::FlowLog"):
        if _destination(flow_log) is None:
            yield flow_log.violation("LogDestination")


def _destination(flow_log: Located) -> Located | None:
    properties = flow_log.properties
    if at(properties, "LogDestinationType") == "s3":
        return resource_meant(flow_log.stack, at(properties, "LogDestination"), "BucketName", "AWS::S3::Bucket")
    group = at(properties, "LogGroupName") or at(properties, "LogDestination")
    return resource_meant(flow_log.stack, group, "LogGroupName", "AWS::Logs::LogGroup")
