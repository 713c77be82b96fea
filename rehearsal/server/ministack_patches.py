"""Every private place in MiniStack that the rehearsal plugs into or corrects, in one file.

MiniStack is pinned exactly; tests/rehearsal/test_ministack_contract.py fails loudly when one moves.
"""

import json
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import ministack.app as ministack_app
import ministack.services as ministack_services
from ministack.core import iam_actions, iam_evaluator, router
from ministack.core.responses import request_scope
from ministack.services import cloudformation, eventbridge, kms, s3
from ministack.services.cloudformation import provisioners

SIGNED_TEMPLATES = "codepipeline-signed-url"  # served to CloudFormation as if it were a bucket
_signed_templates: dict[str, bytes] = {}


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


def add_resource_types(handlers: Mapping[str, Mapping[str, Any]]) -> None:
    """Teach CloudFormation resource types: {type: {create, update, delete}}."""
    provisioners._RESOURCE_HANDLERS.update(handlers)


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
    """Correct what MiniStack answers differently from AWS, as far as these pipelines notice."""
    _serve_signed_templates()
    _correct_condition_keys()
    _find_policies_across_accounts()
    add_resource_arns("logs", _log_stream_arn)
    _check_calls_on_a_stack_against_its_arn()
    _accept_alarms_on_metric_math()


def _log_stream_arn(operation: str, request: dict[str, Any], region: str, account: str) -> str | None:
    """Writing to a stream is checked against the stream (AWS names log-group:G:log-stream:S when it denies
    CreateLogStream); MiniStack checks against the group."""
    if operation not in ("CreateLogStream", "PutLogEvents"):
        return None
    group, stream = request.get("logGroupName"), request.get("logStreamName")
    return f"arn:aws:logs:{region}:{account}:log-group:{group}:log-stream:{stream}"


def _check_calls_on_a_stack_against_its_arn() -> None:
    """A call that names an existing stack is checked against its whole ARN; MiniStack has `*` for its id."""
    original = iam_actions.extract_resource_arn

    def extract(service: str, *request: Any) -> Any:
        found = original(service, *request)
        if service != "cloudformation" or not str(found).endswith("/*"):
            return found
        stack = cloudformation._stacks.get(found.split("/")[-2])
        return stack["StackId"] if stack else found

    iam_actions.extract_resource_arn = extract


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

    def get_object_data(bucket: str, key: str) -> Any:
        return _signed_templates.get(key) if bucket == SIGNED_TEMPLATES else original(bucket, key)

    s3._get_object_data = get_object_data


def _correct_condition_keys() -> None:
    """Two keys as "AWS global condition context keys" (IAM user guide) has them.

    aws:PrincipalArn of an assumed role is the role's ARN; MiniStack answers with the session's.
    aws:ResourceAccount of a bucket is its owner's; MiniStack answers with the caller's.
    """
    original = iam_evaluator._resolve_condition_key

    def resolve(key: str, context: Any) -> Any:
        name = key.lower()
        if name == "aws:principalarn":
            return role_of_session(context.principal_arn)
        if name in ("aws:resourceaccount", "s3:resourceaccount") and context.resource_arn.startswith("arn:aws:s3:::"):
            return s3._bucket_owner_account(_bucket(context.resource_arn)) or original(key, context)
        return original(key, context)

    iam_evaluator._resolve_condition_key = resolve


def _bucket(arn: str) -> str:
    return arn.removeprefix("arn:aws:s3:::").split("/", 1)[0]


def role_of_session(arn: str) -> str:
    """arn:aws:sts::A:assumed-role/NAME/SESSION -> arn:aws:iam::A:role/NAME; others unchanged."""
    if ":assumed-role/" not in arn:
        return arn
    account, name = arn.split(":")[4], arn.split("/")[1]
    return f"arn:aws:iam::{account}:role/{name}"


def _find_policies_across_accounts() -> None:
    """The policy of a bucket or key counts whoever asks, from whichever account.

    MiniStack looks a bucket's policy up in the caller's account only, and for a foreign bucket asks
    whether the caller's account root would be allowed. With the owner's policy found, `enforce` combines
    the caller's identity policy and the owner's resource policy as AWS does across accounts.
    """
    own_bucket_policy, own_key_policy = s3.bucket_policy_for_arn, kms.key_policy_for_arn
    foreign_bucket_allows = s3._foreign_bucket_allows

    def bucket_policy(arn: str) -> Any:
        bucket = _bucket(arn)
        owner = s3._bucket_owner_account(bucket) if arn.startswith("arn:aws:s3:::") else None
        if owner is None:
            return own_bucket_policy(arn)
        return s3._bucket_policies.get_scoped(owner, None, bucket) or "", owner

    def key_policy(arn: str) -> Any:
        if not arn.startswith("arn:aws:kms:"):
            return own_key_policy(arn)
        _, _, _, region, owner, _ = arn.split(":", 5)
        with request_scope(owner, region):
            return own_key_policy(arn)

    def foreign_allows(*arguments: Any) -> Any:
        # A role has been checked by `enforce` before the handler runs; a foreign root has not.
        caller = iam_evaluator.caller_arn()
        return ":assumed-role/" in caller or foreign_bucket_allows(*arguments)

    s3.bucket_policy_for_arn, kms.key_policy_for_arn = bucket_policy, key_policy
    s3._foreign_bucket_allows = foreign_allows


def start_pipelines_from_events(start: Callable[[str, str, str], None]) -> None:
    """Call `start(pipeline_arn, role_arn, rule_arn)` when an EventBridge rule that targets a pipeline matches."""
    original = eventbridge._invoke_target

    def invoke(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], view: Any = None) -> None:
        if target.get("Arn", "").startswith("arn:aws:codepipeline:"):
            start(target["Arn"], target.get("RoleArn", ""), rule["Arn"])
        else:
            original(target, event, rule, view)

    eventbridge._invoke_target = invoke
