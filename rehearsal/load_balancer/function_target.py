"""A request to a target group whose target is a function: an event to it, and its answer.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
"""

import h11

from rehearsal.functions.permission import may_invoke
from rehearsal.load_balancer import ministack
from rehearsal.load_balancer.exchange import HOP_BY_HOP, ClientSide
from rehearsal.load_balancer.routing import Answer

PRINCIPAL = "elasticloadbalancing.amazonaws.com"
MOST_BYTES = 1024 * 1024  # of a request's body; 413 beyond, and a response beyond is the function's fault
NOT_PASSED_ON = HOP_BY_HOP | {b"content-length", b"transfer-encoding"}
Reply = Answer | tuple[h11.Response, bytes]


def register_functions(target_group_arn: str, ids: list[str]) -> None:
    """The functions among the targets of a new target group.

    Raises PermissionError where one does not let the load balancer invoke it.
    """
    for function_arn in [one for one in ids if one.startswith("arn:aws:lambda:")]:
        if not may_invoke(PRINCIPAL, function_arn, target_group_arn):
            raise PermissionError(
                f"elasticloadbalancing principal does not have permission to invoke {function_arn} from target group "
                f"{target_group_arn}"
            )
        ministack.register_function(target_group_arn, function_arn)


async def ask(client: ClientSide, request: h11.Request, headers: dict[str, str], target_group_arn: str) -> Reply:
    """What the client gets: an answer of the load balancer's own, or the function's."""
    function_arn = ministack.function_of(target_group_arn)
    body = await _body(client)
    if function_arn is None:
        return Answer(503)
    if len(body) > MOST_BYTES:
        return Answer(413)
    if not may_invoke(PRINCIPAL, function_arn, target_group_arn):
        return Answer(502)
    method, target = request.method.decode(), request.target.decode()
    status, given, content = await ministack.invoke(function_arn, target_group_arn, method, target, headers, body)
    if len(content) > MOST_BYTES:
        return Answer(502)
    kept = [(name, str(value)) for name, value in given.items() if name.lower().encode() not in NOT_PASSED_ON]
    length = ("Content-Length", str(len(content)))
    return h11.Response(status_code=status, headers=[*kept, length]), b"" if method == "HEAD" else content


async def _body(client: ClientSide) -> bytes:
    parts = []
    while not isinstance(event := await client.receive(), h11.EndOfMessage):
        parts.append(event.data if isinstance(event, h11.Data) else b"")
    return b"".join(parts)
