"""What the JSON services of AWS have in common: a table of operations, and errors with a code."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from ministack.core.concurrency import run_reentrant
from ministack.core.responses import error_response_json, json_response

Request = dict[str, Any]
Response = dict[str, Any] | None
Operation = Callable[[Request], Response]
Answer = Any  # MiniStack's (status, headers, body)
Handler = Callable[..., Awaitable[Answer]]
CONTENT_TYPE = "application/x-amz-json-1.1"


class ApiError(Exception):
    """An error that the service's API model names, e.g. PipelineNotFoundException."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def json_service(operations: Mapping[str, Operation]) -> Handler:
    """MiniStack's `handle_request` for an awsJson1.1 service.

    Operations run on a thread of their own, since they call back into the server.
    """

    def answer(headers: Mapping[str, str], body: bytes) -> Answer:
        name = headers.get("x-amz-target", "").rpartition(".")[2]
        operation = operations.get(name)
        if operation is None:
            return error_response_json(
                "UnknownOperationException", f"The rehearsal does not implement {name}", 400, content_type=CONTENT_TYPE
            )
        try:
            return json_response(operation(json.loads(body or b"{}")) or {}, content_type=CONTENT_TYPE)
        except ApiError as error:
            return error_response_json(error.code, str(error), 400, content_type=CONTENT_TYPE)

    async def handle_request(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]
    ) -> Answer:
        return await run_reentrant(answer, headers, body, thread_name="rehearsal")

    return handle_request
