"""Every build writes its log to a log group of its own stack.

CodeBuild makes a group that does not exist, /aws/codebuild/<project>: without key, without end.
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.references import resource_meant
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for project in assembly.resources("AWS::CodeBuild::Project"):
        logs = at(project.properties, "LogsConfig.CloudWatchLogs")
        if at(logs, "Status") != "ENABLED":
            yield project.violation("CloudWatchLogs.Status")
        elif resource_meant(project.stack, at(logs, "GroupName"), "LogGroupName", "AWS::Logs::LogGroup") is None:
            yield project.violation("CloudWatchLogs.GroupName")
