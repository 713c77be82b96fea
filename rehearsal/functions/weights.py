"""Which version of a function an alias asks: by its weights, which MiniStack keeps and does not apply.

https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
"""

import random
from collections.abc import Mapping
from typing import Any

from ministack.services import lambda_svc

Alias = Mapping[str, Any]


def install() -> None:
    by_qualifier, invoke = lambda_svc._effective_func_record_for_qualifier, lambda_svc._invoke

    def weighted_record(func: Any, qualifier: str | None) -> Any:
        return by_qualifier(func, _asked(func, qualifier))

    async def weighted_invoke(
        name: str, event: Any, headers: Any, path_qualifier: str | None = None, query_params: Any = None
    ) -> Any:
        named = path_qualifier or lambda_svc._qp_first(query_params or {}, "Qualifier") or None
        return await invoke(name, event, headers, _asked(lambda_svc._functions.get(name), named), query_params)

    lambda_svc._effective_func_record_for_qualifier = weighted_record
    lambda_svc._invoke = weighted_invoke


def chosen(alias: Alias, draw: float) -> str:
    """A version for `draw`, which is evenly distributed over 0 to 1: each further version has its weight of it."""
    further = (alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {}
    for version, weight in further.items():
        draw -= float(weight)
        if draw < 0:
            return str(version)
    return str(alias["FunctionVersion"])


def _asked(func: Any, qualifier: str | None) -> str | None:
    alias = (func or {}).get("aliases", {}).get(qualifier)
    return chosen(alias, random.random()) if alias else qualifier
