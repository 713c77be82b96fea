"""Deploy with CloudFormation: a stack, or a change set in two actions, from a template in an artifact.

"CloudFormation deploy action reference". The artifact is read with the action's role; CloudFormation gets
a signed URL and acts with the role in the configuration.
"""

import json
import uuid
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.codepipeline.artifacts import read_member
from rehearsal.codepipeline.job import ActionFailed, Job, Outcome
from rehearsal.server.plug_points import signed_template_url
from rehearsal.server.settings import from_environment

KNOWN = {"ActionMode", "StackName", "ChangeSetName", "TemplatePath", "RoleArn", "Capabilities", "ParameterOverrides"}
UNCHANGED = ("No updates are to be performed", "The submitted information didn't contain changes")
IN_PROGRESS = "_IN_PROGRESS"
SUCCEEDED = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "IMPORT_COMPLETE")


def run(job: Job) -> Outcome:
    mode = job.configuration.get("ActionMode", "")
    unknown = job.configuration.keys() - KNOWN
    if mode not in MODES or unknown:
        what = ", ".join(sorted(unknown)) or f"ActionMode {mode}"
        raise ActionFailed(
            "ConfigurationError", f"Action {job.action.name}: the rehearsal does not have {what} of CloudFormation"
        )
    MODES[mode](job, job.client("cloudformation"))
    return Outcome(_outputs(job) if mode != "CHANGE_SET_REPLACE" else {})


def _create_or_update(job: Job, cloudformation: Any) -> None:
    exists = _stack(job, cloudformation) is not None
    operation = cloudformation.update_stack if exists else cloudformation.create_stack
    try:
        operation(StackName=job.configuration["StackName"], **_template(job))
    except ClientError as error:
        if any(text in str(error) for text in UNCHANGED):
            job.progress.summary = "No changes"
            return
        raise
    _wait_for_stack(job, cloudformation)


def _replace_change_set(job: Job, cloudformation: Any) -> None:
    """Make the change set anew. One without changes is a success: there will be nothing to execute."""
    names = _change_set(job)
    stack = _stack(job, cloudformation)
    fresh = stack is None or stack["StackStatus"] == "REVIEW_IN_PROGRESS"
    if stack is not None:
        cloudformation.delete_change_set(**names)
    cloudformation.create_change_set(**names, ChangeSetType="CREATE" if fresh else "UPDATE", **_template(job))
    described = _described(job, cloudformation)
    if described["Status"] == "FAILED" and not _is_empty(described):
        raise ActionFailed("JobFailed", f"Change set failed: {described.get('StatusReason')}")
    job.progress.summary = f"{len(described.get('Changes', []))} resource changes"


def _execute_change_set(job: Job, cloudformation: Any) -> None:
    described = _described(job, cloudformation)
    if described["Status"] == "FAILED" and _is_empty(described):
        job.progress.summary = "No changes"
        return
    cloudformation.execute_change_set(**_change_set(job))
    _wait_for_stack(job, cloudformation)


MODES: dict[str, Callable[[Job, Any], None]] = {
    "CREATE_UPDATE": _create_or_update,
    "CHANGE_SET_REPLACE": _replace_change_set,
    "CHANGE_SET_EXECUTE": _execute_change_set,
}


def _template(job: Job) -> dict[str, Any]:
    artifact, _, path = job.configuration["TemplatePath"].partition("::")
    try:
        template = read_member(job.client("s3"), job.inputs[artifact], path)
    except FileNotFoundError as error:
        raise ActionFailed("ConfigurationError", str(error)) from error
    overrides = json.loads(job.configuration.get("ParameterOverrides") or "{}")
    request: dict[str, Any] = {
        "TemplateURL": signed_template_url(from_environment().endpoint, uuid.uuid4().hex, template),
        "Parameters": [{"ParameterKey": k, "ParameterValue": _value(job, v)} for k, v in overrides.items()],
        "Capabilities": [c for c in job.configuration.get("Capabilities", "").split(",") if c],
    }
    if "RoleArn" in job.configuration:
        request["RoleARN"] = job.configuration["RoleArn"]
    return request


def _value(job: Job, given: Any) -> str:
    """Of a parameter; {"Fn::GetArtifactAtt": [artifact, attribute]} is where an input artifact lies.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-parameter-override-functions.html
    """
    match given:
        case {"Fn::GetArtifactAtt": [str(artifact), "BucketName"]} if artifact in job.inputs:
            return job.inputs[artifact].bucket
        case {"Fn::GetArtifactAtt": [str(artifact), "ObjectKey"]} if artifact in job.inputs:
            return job.inputs[artifact].key
        case dict():
            raise ActionFailed("ConfigurationError", f"ParameterOverrides: no value for {json.dumps(given)}")
    return str(given)


def _change_set(job: Job) -> dict[str, str]:
    return {"StackName": job.configuration["StackName"], "ChangeSetName": job.configuration["ChangeSetName"]}


def _described(job: Job, cloudformation: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def done() -> bool:
        found.update(cloudformation.describe_change_set(**_change_set(job)))
        return not found["Status"].endswith(("_IN_PROGRESS", "_PENDING"))

    job.wait_until(done)
    return found


def _is_empty(described: dict[str, Any]) -> bool:
    return any(text in described.get("StatusReason", "") for text in UNCHANGED)


def _stack(job: Job, cloudformation: Any) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = cloudformation.describe_stacks(StackName=job.configuration["StackName"])["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return found


def _wait_for_stack(job: Job, cloudformation: Any) -> None:
    found: dict[str, Any] = {}

    def done() -> bool:
        found.update(_stack(job, cloudformation) or {"StackStatus": "DELETE_COMPLETE"})
        return not found["StackStatus"].endswith(IN_PROGRESS)

    job.wait_until(done)
    if found["StackStatus"] not in SUCCEEDED:
        raise ActionFailed("JobFailed", f"Stack {found['StackStatus']}: {_first_failure(job, cloudformation)}")


def _first_failure(job: Job, cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=job.configuration["StackName"])["StackEvents"]
    failed = [e for e in reversed(events) if e["ResourceStatus"].endswith("_FAILED")]
    first = next((e for e in failed if "cancelled" not in e.get("ResourceStatusReason", "")), None)
    return f"{first['LogicalResourceId']}: {first.get('ResourceStatusReason', '')}" if first else "see its events"


def _outputs(job: Job) -> dict[str, str]:
    stack = _stack(job, job.client("cloudformation")) or {}
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
