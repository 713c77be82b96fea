"""What a function's code asks for says of which function it is: the condition key lambda:SourceFunctionArn.

What Lambda asks for in the name of the same role, such as network interfaces, does not.
https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
"""

from typing import Any

from ministack.core import iam_evaluator, lambda_runtime
from ministack.services import lambda_svc, sts

KEY, OF_SESSION = "lambda:sourcefunctionarn", "SourceFunctionArn"


def install() -> None:
    _tell_sessions_of_functions()
    _tell_iam()


def _tell_sessions_of_functions() -> None:
    original = lambda_runtime.execution_credentials

    def credentials(config: dict[str, Any]) -> dict[str, str]:
        made: dict[str, str] = original(config)
        session = sts._sessions.get(made["AWS_ACCESS_KEY_ID"])
        if session is not None:
            session[OF_SESSION] = config["FunctionArn"]
        return made

    lambda_runtime.execution_credentials = lambda_svc.execution_credentials = credentials


def _tell_iam() -> None:
    original = iam_evaluator._principal_keys

    def keys(credential: Any) -> dict[str, Any]:
        session = sts._sessions.get(credential.access_key_id) or {}
        of_function = {KEY: session[OF_SESSION]} if OF_SESSION in session else {}
        return {**original(credential), **of_function}

    iam_evaluator._principal_keys = keys
