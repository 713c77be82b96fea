"""A state machine calls only the APIs that it needs; it runs no code, and its states stand in the template.

A state that runs a function, a task, a command or another machine does what no rule sees, with no end to what.
https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._machines import machines, states
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at

SDK = "arn:aws:states:::aws-sdk:"
KNOWN = {
    f"{SDK}{service}:{action}"
    for service, actions in {
        "autoscaling": (
            "attachTrafficSources",
            "deleteScheduledAction",
            "describeAutoScalingGroups",
            "describeScheduledActions",
            "detachTrafficSources",
            "putScheduledUpdateGroupAction",
            "setDesiredCapacity",
        ),
        "cloudwatch": ("describeAlarms",),
        "codedeploy": ("createDeployment", "getDeployment", "getDeploymentGroup", "updateDeploymentGroup"),
        "codepipeline": (
            "getPipeline",
            "getPipelineExecution",
            "listActionExecutions",
            "listPipelineExecutions",
            "listRuleExecutions",
        ),
        "ec2": ("describeInstanceStatus",),
        "elasticloadbalancingv2": ("describeTargetHealth",),
        "sfn": ("describeExecution", "listExecutions"),
        "sns": ("publish",),
        "lambda": ("getAlias", "getFunctionConfiguration", "publishVersion", "updateFunctionCode"),
    }.items()
    for action in actions
}


def check(assembly: Assembly) -> Iterator[Violation]:
    for machine in machines(assembly):
        found = states(machine)
        if found is None:
            yield machine.violation("Definition")
        for name, state in sorted((found or {}).items()):
            called = text(at(state, "Resource")).replace("${AWS::Partition}", "aws")
            if at(state, "Type") == "Task" and called not in KNOWN:
                yield machine.violation(f"{name}::{called}")
