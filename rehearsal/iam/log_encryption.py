"""A log group takes a KMS key only if the key's policy lets CloudWatch Logs use it for that group.

"Encrypt log data in CloudWatch Logs using AWS KMS" (CloudWatch Logs user guide). MiniStack takes every key.
"""

from collections.abc import Callable
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import error_response_json, get_account_id, get_region
from ministack.services import kms
from ministack.services.cloudformation import provisioners

from rehearsal.server import plug_points as ministack
from rehearsal.server.call import Call
from rehearsal.server.encryption import key_arn

LOG_GROUP = "AWS::Logs::LogGroup"
PERMISSIONS = ("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey")
WITH_KEY = ("logs:CreateLogGroup", "logs:AssociateKmsKey")
Properties = dict[str, Any]


def install() -> None:
    ministack.check_before("logs", refusal)
    own = dict(provisioners._RESOURCE_HANDLERS[LOG_GROUP])

    def checked(make: Callable[..., Any], place: int) -> Callable[..., Any]:
        def make_if_allowed(*arguments: Any) -> Any:
            properties = arguments[place]
            problem = _problem(properties.get("LogGroupName", "*"), properties.get("KmsKeyId"))
            if problem:
                raise ValueError(problem)
            return make(*arguments)

        return make_if_allowed

    changed = {"create": checked(own["create"], 1), "update": checked(own["update"], 2)}
    ministack.add_resource_types({LOG_GROUP: {**own, **changed}})


def refusal(call: Call) -> Any:
    """The answer of CloudWatch Logs, or None."""
    if call.action not in WITH_KEY:
        return None
    problem = _problem(call.parameters.get("logGroupName", ""), call.parameters.get("kmsKeyId"))
    return error_response_json("AccessDeniedException", problem, 400) if problem else None


def _problem(group: str, key: str | None) -> str | None:
    if not key:
        return None
    arn = f"arn:aws:logs:{get_region()}:{get_account_id()}:log-group:{group}"
    found = kms.key_policy_for_arn(key_arn(key))
    if found and all(_allows(found[0], permission, arn, key_arn(key)) for permission in PERMISSIONS):
        return None
    return f"The specified KMS key does not exist or is not allowed to be used with Arn '{arn}'"


def _allows(policy: Any, permission: str, group: str, key: str) -> bool:
    service = f"logs.{get_region()}.amazonaws.com"
    request = iam_evaluator.EvalContext(
        principal_arn=service,
        principal_type="Service",
        principal_account=get_account_id(),
        action=permission,
        resource_arn=key,
        region=get_region(),
        service_context={"kms:encryptioncontext:aws:logs:arn": group, "aws:sourceaccount": get_account_id()},
    )
    return bool(iam_evaluator.evaluate_resource_policy(policy, request, service=service).decision == "Allow")
