"""A state machine that a pipeline starts is one of these templates', whose states the rules read.

https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-StepFunctions.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.codepipeline._pipeline import pipelines
from policy.rules.stepfunctions._machines import MACHINE, machine_arn
from policy.templates.assembly import Assembly
from policy.templates.references import resource_referred
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    known = {machine_arn(machine) for machine in assembly.resources(MACHINE)}
    for pipeline in pipelines(assembly):
        for action in pipeline.actions:
            if action.provider == "StepFunctions":
                arn = action.setting("StateMachineArn")
                own = resource_referred(pipeline.resource.stack, arn, MACHINE)
                if own is None and text(arn).replace("${AWS::Partition}", "aws") not in known:
                    yield action.violation(f"StateMachineArn {text(arn)}")
