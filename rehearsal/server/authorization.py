"""IAM decisions on permissions that no API call of this server carries: codeconnections:UseConnection, the
kms: calls that S3 makes in its caller's name, what a build does with reports."""

from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import request_scope

from rehearsal.server import decisions
from rehearsal.server.credentials import Credentials
from rehearsal.server.service import ApiError

Context = dict[str, Any]


def require(credentials: Credentials, action: str, resource: str, region: str, context: Context | None = None) -> None:
    """Raise ApiError(AccessDenied) unless policies allow the caller `action` on `resource`.

    Identity policies count, and the resource's own policy (a key's, a bucket's, a topic's), as AWS combines
    them in one account and across accounts. `context` holds condition keys, e.g. kms:ViaService.
    """
    denial = denied(credentials.access_key_id, credentials.account, action, resource, region, context)
    if denial:
        raise ApiError("AccessDenied", denial)


@decisions.recorded
def denied(
    access_key_id: str, account: str, action: str, resource: str, region: str, context: Context | None = None
) -> str | None:
    """AWS's sentence of denial, or None when the call is allowed. A root user is allowed everything."""
    with request_scope(account, region):
        principal = iam_evaluator.resolve_principal(access_key_id, account)
        if isinstance(principal, iam_evaluator.AuthError):
            return str(principal.message)
        if principal.policies is None:
            return None
        request = iam_evaluator.EvalContext(
            principal_arn=principal.arn,
            principal_type=principal.type,
            principal_account=principal.account,
            action=action,
            resource_arn=resource,
            region=region,
            service_context={key.lower(): value for key, value in (context or {}).items()},
            principal_keys=principal.keys,
        )
        result = iam_evaluator.evaluate(request, principal.policies, *principal.limits)
        service = action.partition(":")[0]
        found = iam_evaluator._resource_policy(service, resource)
        if found is not None:
            required = service in iam_evaluator._POLICY_REQUIRED
            result = iam_evaluator.combine_resource_policy(
                result, request, *found, required=required, limits=principal.limits
            )
    if result.decision == "Allow":
        return None
    return f"User: {principal.arn} is not authorized to perform: {action} on resource: {resource}"
