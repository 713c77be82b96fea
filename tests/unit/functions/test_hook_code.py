"""The code of the hooks: whom it asks, what it takes for an answer, what it tells the deployment."""

import base64
import io
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from app_stack.lambda_function import hook_code

EVENT = {"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "h-1"}
FIT = {"statusCode": 200, "body": json.dumps({"commit": "abc"})}
ENCODED = {"statusCode": 200, "body": base64.b64encode(b'{"commit": "abc"}').decode(), "isBase64Encoded": True}


@dataclass
class Aws:
    """CodeDeploy and Lambda as the hook sees them."""

    answers: list[dict[str, Any]]
    error: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def get_deployment(self, **_: str) -> dict[str, Any]:
        return {"deploymentInfo": {"description": '{"Version": "7", "Commit": "abc"}'}}

    def put_lifecycle_event_hook_execution_status(self, **request: str) -> None:
        assert request["lifecycleEventHookExecutionId"] == "h-1"
        self.told.append(request["status"])

    def invoke(self, **request: str) -> dict[str, Any]:
        self.asked.append((request["FunctionName"], request["Qualifier"]))
        assert json.loads(request["Payload"])["path"] == "/healthz"
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        failed = {"FunctionError": "Unhandled"} if self.error else {}
        return {"Payload": io.BytesIO(json.dumps(answer).encode()), **failed}


@dataclass
class Context:
    function_name: str


def run(aws: Aws, monkeypatch: pytest.MonkeyPatch, hook: str = "shop-verify-version") -> Aws:
    monkeypatch.setattr("app_stack.lambda_function.hook_code.boto3.client", lambda _: aws)
    monkeypatch.setattr("app_stack.lambda_function.hook_code.time.sleep", lambda _: None)
    hook_code.handler(EVENT, Context(hook))
    return aws


@pytest.mark.parametrize(
    ("hook", "asked"), [("shop-verify-version", ("shop", "7")), ("shop-verify-alias", ("shop", "live"))]
)
@pytest.mark.parametrize("answer", [FIT, ENCODED])
def test_the_right_commit_is_a_success(
    monkeypatch: pytest.MonkeyPatch, hook: str, asked: tuple[str, str], answer: dict[str, Any]
) -> None:
    aws = run(Aws([answer]), monkeypatch, hook)
    assert (aws.asked, aws.told) == ([asked], ["Succeeded"])


def test_a_first_start_may_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    aws = run(Aws([{"statusCode": 503, "body": ""}, FIT]), monkeypatch)
    assert (len(aws.asked), aws.told) == (2, ["Succeeded"])


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"statusCode": 200, "body": '{"commit": "other"}'}, False),
        ({"statusCode": 500, "body": "not fit"}, False),
        ({"errorMessage": "Task timed out"}, True),
    ],
)
def test_anything_else_is_a_failure_in_the_end(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any], error: bool
) -> None:
    aws = run(Aws([answer], error), monkeypatch)
    assert (len(aws.asked), aws.told) == (hook_code.ATTEMPTS, ["Failed"])
