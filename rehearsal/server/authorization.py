"""IAM decisions on permissions that no API call of this server carries: codeconnections:UseConnection,
iam:PassRole, the kms: calls that S3 makes in its caller's name, what CloudFormation does in a role's name."""

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_evaluator
from ministack.core.responses import request_scope
from ministack.services import tagging

from rehearsal.server import decisions
from rehearsal.server.credentials import Credentials
from rehearsal.server.service import ApiError

Context = Mapping[str, Any]
OF_RESOURCE = "aws:resourcetag/"


def require(credentials: Credentials, action: str, resource: str, region: str, context: Context | None = None) -> None:
    """Raise ApiError(AccessDenied) unless policies allow the caller `action` on `resource`.

    Identity policies count within the permissions boundary, and the resource's own policy (a key's, a
    bucket's, a topic's), as AWS combines them in one account and across accounts. `context` holds condition
    keys, e.g. kms:ViaService.
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
        return denied_to(principal, action, resource, region, context)


def denied_to(principal: Any, action: str, resource: str, region: str, context: Context | None = None) -> str | None:
    """The same for a principal that MiniStack has resolved, in the account of the call."""
    if isinstance(principal, iam_evaluator.AuthError):
        return str(principal.message)
    if principal.policies is None:
        return None
    request = _request(principal, action, resource, region, context or {})
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
    sentence = f"User: {principal.arn} is not authorized to perform: {action} on resource: {resource}"
    return f"{sentence} {_reason(request, principal, result)}"


def _request(principal: Any, action: str, resource: str, region: str, context: Context) -> Any:
    keys = {key.lower(): value for key, value in context.items()}
    if iam_evaluator._names_condition_key(principal.policies, OF_RESOURCE):
        for tag, value in (tagging.resource_tags(resource) or {}).items():
            keys.setdefault(f"{OF_RESOURCE}{tag}".lower(), value)
    return iam_evaluator.EvalContext(
        principal_arn=principal.arn,
        principal_type=principal.type,
        principal_account=principal.account,
        action=action,
        resource_arn=resource,
        region=region,
        secure_transport=True,  # services call each other by TLS
        service_context=keys,
        principal_keys=principal.keys,
    )


def _reason(request: Any, principal: Any, result: Any) -> str:
    """Which kind of policy decided ("Troubleshoot access denied error messages", IAM user guide)."""
    if result.resource_policy_arn:
        return "with an explicit deny in a resource-based policy"
    kinds = [
        ("an identity-based policy", iam_evaluator.evaluate(request, principal.policies)),
        ("a permissions boundary", iam_evaluator.evaluate(request, principal.policies, *principal.limits)),
    ]
    for kind, decided in kinds:
        if decided.decision == "Deny":
            return f"with an explicit deny in {kind}"
        if decided.decision == "ImplicitDeny":
            return f"because no {kind.partition(' ')[2]} allows the {request.action} action"
    return f"because no resource-based policy allows the {request.action} action"
