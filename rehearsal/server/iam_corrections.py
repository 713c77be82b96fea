"""Where MiniStack's IAM answers differently from AWS's, as far as these pipelines notice."""

import json
from typing import Any

from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import autoscaling, cloudformation, kms, s3

from rehearsal.server.call import parameters


def install() -> None:
    _correct_condition_keys()
    _find_policies_across_accounts()
    _check_against_whole_arns()


def _check_against_whole_arns() -> None:
    """A least-privilege policy names a log stream, a stack, a group and an alarm by its whole ARN.

    The service authorization reference has these resources for the calls; MiniStack asks for wildcards, or
    for the log group where AWS names log-group:G:log-stream:S.
    """
    original = iam_actions.extract_resource_arn

    def extract(
        service: str, method: str, path: str, headers: Any, body: bytes, query: Any, region: str, account: str
    ) -> Any:
        found = original(service, method, path, headers, body, query, region, account)
        operation = headers.get("x-amz-target", "").rpartition(".")[2]
        with request_scope(account, region):
            if service == "logs" and operation in ("CreateLogStream", "PutLogEvents"):
                return f"{found}:log-stream:{json.loads(body)['logStreamName']}"
            if service == "cloudformation":
                return _stack_arn(found)
            if service == "autoscaling":
                return _group_arn(found)
            if service == "monitoring" and operation == "DescribeAlarms":
                return _alarm_arn(json.loads(body or b"{}"), region, account)
            if service == "elasticloadbalancing":
                return _moved(body) or found
        return found

    iam_actions.extract_resource_arn = extract


def _stack_arn(pattern: str) -> str:
    stack = cloudformation._stacks.get(pattern.split("/")[-2]) if pattern.endswith("/*") else None
    return str(stack["StackId"]) if stack else pattern


def _group_arn(pattern: str) -> str:
    group = autoscaling._asgs.get(pattern.rpartition("/")[2])
    return str(group["AutoScalingGroupARN"]) if group else pattern


def _moved(body: bytes) -> str | None:
    """The rule or listener whose requests are moved."""
    asked = parameters(body, {})
    of = {"ModifyRule": "RuleArn", "ModifyListener": "ListenerArn"}.get(asked.get("Action", ""), "")
    return asked.get(of)


def _alarm_arn(request: dict[str, Any], region: str, account: str) -> str:
    names = request.get("AlarmNames") or []
    return f"arn:aws:cloudwatch:{region}:{account}:alarm:{names[0]}" if len(names) == 1 else "*"


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
