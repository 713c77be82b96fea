"""Lambda as a part of the server."""

from typing import Any

from ministack.core import iam_actions

from rehearsal.functions import code, networks, source_function, weights


def install() -> None:
    weights.install()
    code.install()
    networks.install()
    source_function.install()
    _check_against_versions()
    _tell_aliases_apart()


def _check_against_versions() -> None:
    """Who may invoke a version or an alias has its ARN in the policy; MiniStack asks for the function's.

    https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
    """
    original = iam_actions.extract_resource_arn

    def extract(
        service: str, method: str, path: str, headers: Any, body: bytes, query: Any, region: str, account: str
    ) -> Any:
        found = original(service, method, path, headers, body, query, region, account)
        qualifier = query.get("Qualifier") if service == "lambda" and path.endswith("/invocations") else None
        named = qualifier[0] if isinstance(qualifier, list) else qualifier
        return f"{found}:{named}" if named else found

    iam_actions.extract_resource_arn = extract


def _tell_aliases_apart() -> None:
    """GetAlias, UpdateAlias and DeleteAlias are actions of their own, and not ListAliases."""
    original = iam_actions._lambda_action

    def action(method: str, path: str) -> Any:
        if path.rstrip("/").split("/")[-2] == "aliases":
            return {"GET": "GetAlias", "PUT": "UpdateAlias", "DELETE": "DeleteAlias"}.get(method)
        return original(method, path)

    iam_actions._lambda_action = action
