"""A hook of CodeDeploy, as Lambda runs it: asks a version of the function for its health, and compares the commit.

The deployment's description, which the release's state machine writes, names the version and the commit. Before
traffic the version is asked itself; after it, the alias that everybody asks.
"""

import base64
import json
import time
from typing import Any

import boto3

ALIAS, VERSION_HOOK, ALIAS_HOOK = "live", "-verify-version", "-verify-alias"
HEALTH = {"httpMethod": "GET", "path": "/healthz", "headers": {}, "requestContext": {"elb": {}}}
ATTEMPTS, PAUSE_SECONDS = 3, 2  # a first start may take longer than a request


def handler(event: dict[str, str], context: Any) -> None:
    deploy = boto3.client("codedeploy")
    deployment = deploy.get_deployment(deploymentId=event["DeploymentId"])["deploymentInfo"]
    expected = json.loads(deployment["description"])
    succeeded = answers(context.function_name, expected["Version"], expected["Commit"])
    deploy.put_lifecycle_event_hook_execution_status(
        deploymentId=event["DeploymentId"],
        lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
        status="Succeeded" if succeeded else "Failed",
    )


def answers(hook: str, version: str, commit: str) -> bool:
    """The hook's own name says whom it asks."""
    qualifier = version if hook.endswith(VERSION_HOOK) else ALIAS
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE_SECONDS * bool(attempt))
        found = commit_of(hook.removesuffix(VERSION_HOOK).removesuffix(ALIAS_HOOK), qualifier)
        print(f"{qualifier} answers with commit {found}, expected: {commit}")
        if found == commit:
            return True
    return False


def commit_of(function: str, qualifier: str) -> str:
    """Or what is wrong: words that are no commit."""
    answer = boto3.client("lambda").invoke(FunctionName=function, Qualifier=qualifier, Payload=json.dumps(HEALTH))
    payload = json.loads(answer["Payload"].read())
    if "FunctionError" in answer or payload.get("statusCode") != 200:
        return f"none but {json.dumps(payload)[:500]}"
    body = base64.b64decode(payload["body"]) if payload.get("isBase64Encoded") else payload["body"]
    return str(json.loads(body)["commit"])
