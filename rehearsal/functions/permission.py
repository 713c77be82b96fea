"""Whether a function's own policy lets an AWS service invoke it, for the resource in whose name it asks.

https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html
"""

from typing import Any

from ministack.core.iam_evaluator import EvalContext, _conditions_met
from ministack.core.responses import request_scope
from ministack.services import lambda_svc


def may_invoke(principal: str, function_arn: str, source_arn: str) -> bool:
    """`function_arn`: of a function, a version or an alias: its policy is of exactly that."""
    _, _, _, region, account, _ = function_arn.split(":", 5)
    with request_scope(account, region):
        found = lambda_svc.function_policy_for_arn(function_arn)
    statements = found[0].get("Statement", []) if found else []
    return any(_allows(one, principal, function_arn, source_arn) for one in statements)


def _allows(statement: dict[str, Any], principal: str, function_arn: str, source_arn: str) -> bool:
    context = EvalContext(
        principal_arn=principal,
        principal_type="Service",
        principal_account=source_arn.split(":")[4],
        action="lambda:InvokeFunction",
        resource_arn=function_arn,
        region=source_arn.split(":")[3],
        service_context={"aws:sourcearn": source_arn, "aws:sourceaccount": source_arn.split(":")[4]},
    )
    named = statement.get("Principal")
    return (
        statement["Effect"] == "Allow"
        and statement["Action"] == "lambda:InvokeFunction"
        and statement["Resource"] == function_arn
        and isinstance(named, dict)
        and named.get("Service") == principal
        and bool(_conditions_met(statement.get("Condition", {}), context))
    )
