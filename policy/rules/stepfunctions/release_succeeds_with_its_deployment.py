"""A machine that releases succeeds only when CodeDeploy says that its deployment did; a failed or stopped one fails it.

Else the pipeline shows as released what nobody is served, and goes on to the next environment with it.
https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html
"""

import json
import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.stepfunctions._paths import DEPLOYS, Step, releases
from policy.templates.assembly import Assembly
from policy.templates.template import text

STATUS = "DeploymentInfo.Status"
SUCCEEDED = f"{{% $states.input.{STATUS} = 'Succeeded' %}}"
BAD = ("Failed", "Stopped")


def check(assembly: Assembly) -> Iterator[Violation]:
    for ways in releases(assembly):
        unseen = ways.reached(ways.calling(DEPLOYS), lambda step: not _says_success(step))
        for success in sorted(unseen & ways.successes):
            yield ways.machine.violation(f"Success::{success}")
        for status in BAD:
            if not any(_names(step, status) and ways.fails(step) for step in ways.steps):
                yield ways.machine.violation(f"Status::{status}")


def _says_success(step: Step) -> bool:
    of_status = text(step.rule.get("Variable", "")).endswith(f".{STATUS}")
    in_json_path = of_status and step.rule.keys() == {"Variable", "StringEquals", "Next"}
    return step.condition == SUCCEEDED or (in_json_path and step.rule["StringEquals"] == "Succeeded")


def _names(step: Step, status: str) -> bool:
    written = json.dumps(step.rule)
    return STATUS in written and re.search(rf"['\"]{status}['\"]", written) is not None
