"""Invoke a state machine of Step Functions, and wait until its execution has ended.

"AWS Step Functions invoke action reference" (CodePipeline user guide).
"""

import json
import uuid
from typing import Any

from rehearsal.codepipeline.artifacts import read_member
from rehearsal.codepipeline.job import ActionFailed, Job, Outcome

KNOWN = {"StateMachineArn", "ExecutionNamePrefix", "InputType", "Input"}


def run(job: Job) -> Outcome:
    _refuse_unknown(job)
    states, machine = job.client("stepfunctions"), job.configuration["StateMachineArn"]
    if states.describe_state_machine(stateMachineArn=machine)["type"] != "STANDARD":
        raise ActionFailed("ConfigurationError", f"The rehearsal invokes standard state machines: {machine}")
    name = "-".join(filter(None, [job.configuration.get("ExecutionNamePrefix"), str(uuid.uuid4())]))
    started = states.start_execution(stateMachineArn=machine, name=name, input=_input(job))["executionArn"]
    job.progress.external_id = started
    execution = _finished(job, states, started)
    if execution["status"] != "SUCCEEDED":
        reason = " ".join(execution[each] for each in ("error", "cause") if each in execution)
        raise ActionFailed("JobFailed", f"Execution {name} {execution['status']}. {reason}".rstrip())
    return Outcome({"StateMachineArn": machine, "ExecutionArn": started})


def _refuse_unknown(job: Job) -> None:
    unknown = job.configuration.keys() - KNOWN
    if unknown or job.action.outputs:
        what = ", ".join(sorted(unknown)) or "output artifacts"
        raise ActionFailed(
            "ConfigurationError", f"Action {job.action.name}: the rehearsal does not have {what} of Step Functions"
        )


def _input(job: Job) -> str:
    given, kind = job.configuration.get("Input", ""), job.configuration.get("InputType", "Literal")
    if kind == "FilePath":
        try:
            text = read_member(job.client("s3"), job.inputs[job.action.inputs[0]], given).decode()
        except FileNotFoundError as error:
            raise ActionFailed("ConfigurationError", str(error)) from error
    else:
        text = given or "{}"
    try:
        json.loads(text)
    except ValueError as error:
        raise ActionFailed("ConfigurationError", f"The input of the state machine is no JSON: {error}") from error
    return text


def _finished(job: Job, states: Any, execution_arn: str) -> dict[str, Any]:
    """An execution that was started goes on when the action is abandoned: the action may not stop it."""
    found: dict[str, Any] = {}

    def done() -> bool:
        found.update(states.describe_execution(executionArn=execution_arn))
        return str(found["status"]) != "RUNNING"

    job.wait_until(done)
    return found
