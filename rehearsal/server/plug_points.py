"""Where services plug into MiniStack: routing, IAM, CloudFormation, EventBridge. All of it is private there.

MiniStack is pinned exactly; tests/rehearsal/test_ministack_contract.py fails loudly when one moves.
"""

import json
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from types import ModuleType
from typing import Any

import ministack.app as ministack_app
import ministack.services as ministack_services
from ministack.core import iam_actions, router
from ministack.services import eventbridge, s3
from ministack.services.cloudformation import provisioners, stacks

from rehearsal.server.call import Call

SIGNED_TEMPLATES = "codepipeline-signed-url"  # served to CloudFormation as if it were a bucket
_signed_templates: dict[str, bytes] = {}
Invoked = tuple[dict[str, Any], dict[str, Any], str]
"""A target that gets an event, the event, and the ARN of the rule."""
_invoked: ContextVar[Invoked] = ContextVar("invoked")


def add_service(name: str, module: ModuleType, target_prefix: str) -> None:
    """Route `X-Amz-Target: <target_prefix>.<Operation>` to `module.handle_request`, under IAM."""
    sys.modules[f"ministack.services.{name}"] = module
    setattr(ministack_services, name, module)
    ministack_app.SERVICE_REGISTRY[name] = {"module": name}
    ministack_app.SERVICE_HANDLERS[name] = ministack_app._lazy_handler(name)
    ministack_app._loaded_modules[name] = module
    router.SERVICE_PATTERNS[name] = {
        "target_prefixes": [target_prefix],
        "host_patterns": [rf"{name}\."],
        "credential_scope": name,
    }
    iam_actions.SERVICE_TO_IAM_NAMESPACE[name] = name


def check_before(service: str, refusal: Callable[[Call], Any]) -> None:
    """Before `service` handles a call that IAM lets pass. What `refusal` returns, if anything, is the answer."""
    handle = ministack_app.SERVICE_HANDLERS[service]

    async def checked(method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]) -> Any:
        call = Call(service, method, path, headers, body, query)
        return refusal(call) or await handle(method, path, headers, body, query)

    ministack_app.SERVICE_HANDLERS[service] = checked


def add_resource_types(handlers: Mapping[str, Mapping[str, Any]]) -> None:
    """Teach CloudFormation resource types: {type: {create, update, delete}}."""
    provisioners._RESOURCE_HANDLERS.update(handlers)


def provision_on_threads(*resource_types: str) -> None:
    """Resource types whose handlers wait or call the API: CloudFormation must not run them on the event loop."""
    original = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda kind: kind in resource_types or original(kind)


def add_resource_arns(service: str, resource_arn: Callable[[str, dict[str, Any], str, str], str | None]) -> None:
    """Let `resource_arn(operation, request, region, account)` say what IAM checks a call against."""
    original = iam_actions.extract_resource_arn

    def extract(
        name: str, method: str, path: str, headers: Any, body: bytes, query: Any, region: str, account: str
    ) -> Any:
        if name == service:
            operation = headers.get("x-amz-target", "").rpartition(".")[2]
            found = resource_arn(operation, json.loads(body or b"{}"), region, account)
            if found is not None:
                return found
        return original(name, method, path, headers, body, query, region, account)

    iam_actions.extract_resource_arn = extract


def signed_template_url(endpoint: str, key: str, body: bytes) -> str:
    """CodePipeline hands CloudFormation a signed URL: the stack's roles need no right to the artifact."""
    _signed_templates[key] = body
    return f"{endpoint}/{SIGNED_TEMPLATES}/{key}"


def install() -> None:
    """What CloudFormation needs beyond the types that services add."""
    _serve_signed_templates()
    _accept_alarms_on_metric_math()


def _accept_alarms_on_metric_math() -> None:
    """An alarm on an expression is kept, in the state that SetAlarmState gives it: nothing computes it here."""
    original = provisioners._cw_metric_alarm_record

    def record(name: str, properties: dict[str, Any]) -> Any:
        expressions = [metric for metric in properties.get("Metrics", []) if metric.get("Expression")]
        if not expressions:
            return original(name, properties)
        plain = {key: value for key, value in properties.items() if key != "Metrics"}
        kept = original(name, {**plain, "MetricName": expressions[-1]["Id"], "Namespace": "MetricMath"})
        return {**kept, "Metrics": properties["Metrics"]}

    provisioners._cw_metric_alarm_record = record


def _serve_signed_templates() -> None:
    original = s3._get_object_data

    def get_object_data(bucket: str, key: str, version_id: str | None = None) -> Any:
        return _signed_templates.get(key) if bucket == SIGNED_TEMPLATES else original(bucket, key, version_id)

    s3._get_object_data = get_object_data


def start_pipelines_from_events(start: Callable[[str, str, str], None]) -> None:
    """Call `start(pipeline_arn, role_arn, rule_arn)` when an EventBridge rule that targets a pipeline matches."""
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        if target.get("Arn", "").startswith("arn:aws:codepipeline:"):
            start(target["Arn"], target.get("RoleArn", ""), rule["Arn"])
        else:
            original(target, event, rule, view)

    eventbridge._invoke_target = invoke


def start_machines_from_events(start: Callable[[Invoked, str], None]) -> None:
    """Call `start(invoked, input)` when a rule that targets a state machine matches.

    MiniStack starts it as nobody, and works out the target's input on the way.
    """
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        _invoked.set((target, event, rule["Arn"]))
        original(target, event, rule, view)

    eventbridge._invoke_target = invoke
    eventbridge._dispatch_to_stepfunctions = lambda _, given: start(_invoked.get(), given)
