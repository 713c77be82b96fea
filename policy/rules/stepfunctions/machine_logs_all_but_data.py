"""A state machine writes every event to a log group of its own stack, and none of the data that passes through it.

What an API answers may hold what few should read, a function's environment among it; who may read an execution's
history has it there. https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._machines import machines
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.values import at, is_true, objects


def check(assembly: Assembly) -> Iterator[Violation]:
    for machine in machines(assembly):
        logging = at(machine.properties, "LoggingConfiguration")
        if at(logging, "Level") != "ALL":
            yield machine.violation("LoggingConfiguration.Level")
        if is_true(at(logging, "IncludeExecutionData")):
            yield machine.violation("LoggingConfiguration.IncludeExecutionData")
        if not any(_is_declared(machine, one) for one in objects(at(logging, "Destinations"))):
            yield machine.violation("LoggingConfiguration.Destinations")


def _is_declared(machine: Located, destination: object) -> bool:
    group = at(destination, "CloudWatchLogsLogGroup.LogGroupArn")
    return resource_meant(machine.stack, group, "LogGroupName", "AWS::Logs::LogGroup") is not None
