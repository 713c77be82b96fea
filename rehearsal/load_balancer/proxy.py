"""One client's connection: read requests, let a target answer each, stream both ways (HTTP/1.1).

Answers of the load balancer itself follow
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
"""

import asyncio
import contextlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import h11

from rehearsal.load_balancer import function_target, ministack, routing
from rehearsal.load_balancer.exchange import Exchange, TargetError
from rehearsal.load_balancer.target_group import TargetGroup
from rehearsal.load_balancer.upstream import CHUNK, Pool

CLIENT_IDLE_SECONDS = 60.0  # the default of idle_timeout.timeout_seconds
GroupOf = Callable[[str], TargetGroup]


class Proxy:
    """What the connections of one listener have in common."""

    def __init__(self, listener_arn: str, group_of: GroupOf, pool: Pool) -> None:
        self._listener_arn, self._group_of, self._pool = listener_arn, group_of, pool

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a client until it or the protocol says that the connection is over."""
        client = Client(reader, writer)
        try:
            while (request := await client.next_request()) is not None:
                await self._respond(client, request)
                if not client.ready_for_next():
                    return
        except (OSError, h11.LocalProtocolError):
            pass  # the client has gone
        except h11.RemoteProtocolError as error:
            with contextlib.suppress(OSError, h11.LocalProtocolError):
                await client.answer(routing.Answer(error.error_status_hint))
        finally:
            writer.close()

    async def _respond(self, client: "Client", request: h11.Request) -> None:
        headers = _joined(request)
        listener = ministack.listener(self._listener_arn)
        if "upgrade" in headers.get("connection", "").lower():
            return await client.answer(routing.Answer(501, (), "The rehearsal has no WebSockets"))
        what = routing.route(listener, request.method.decode(), request.target.decode(), headers)
        if isinstance(what, routing.Answer):
            return await client.answer(what)
        return await self._forward(client, request, headers, listener, what.target_group_arn)

    async def _forward(
        self, client: "Client", request: h11.Request, headers: dict[str, str],
        listener: dict[str, Any], target_group_arn: str,
    ) -> None:  # fmt: skip
        sent = ministack.forwarded_headers(listener["LoadBalancerArn"], listener, headers, client.address)
        if ministack.is_of_functions(target_group_arn):
            return await client.pass_on(await function_target.ask(client, request, sent, target_group_arn))
        turn = self._group_of(target_group_arn).begin()
        if turn is None:
            return await client.answer(routing.Answer(503))
        try:
            await Exchange(client, self._pool, turn).run(request, sent)
        except TargetError as failure:
            await client.answer(routing.Answer(failure.status))
        finally:
            turn.end()


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.address = str(writer.get_extra_info("peername")[0])
        self.protocol = h11.Connection(h11.SERVER)

    async def receive(self) -> h11.Event:
        """Raises h11.RemoteProtocolError for what is not HTTP, OSError when the client has gone."""
        while not isinstance(event := self.protocol.next_event(), h11.Event):
            if event is h11.PAUSED:
                raise h11.RemoteProtocolError("data after the end of the request")
            if self.protocol.they_are_waiting_for_100_continue:
                await self.send(h11.InformationalResponse(status_code=100, headers=[]))
            async with asyncio.timeout(CLIENT_IDLE_SECONDS):
                self.protocol.receive_data(await self._reader.read(CHUNK))
        return event

    async def next_request(self) -> h11.Request | None:
        with contextlib.suppress(TimeoutError):
            event = await self.receive()
            return event if isinstance(event, h11.Request) else None
        return None

    async def send(self, event: h11.Event) -> None:
        data = self.protocol.send(event)
        if data:
            self._writer.write(data)
            await self._writer.drain()

    async def answer(self, answer: routing.Answer) -> None:
        """A response of the load balancer's own. Raises h11.LocalProtocolError if another has begun."""
        headers, body = answer.headers, answer.body
        if answer.status >= 400 and not body:
            headers, body = (*headers, ("Content-Type", "text/html")), _page(answer.status)
        await self.send(h11.Response(
            status_code=answer.status,
            headers=[("Server", "awselb/2.0"), ("Content-Length", str(len(body.encode()))), *headers],
        ))  # fmt: skip
        if body:
            await self.send(h11.Data(data=body.encode()))
        await self.send(h11.EndOfMessage())

    async def pass_on(self, reply: function_target.Reply) -> None:
        if isinstance(reply, routing.Answer):
            return await self.answer(reply)
        response, body = reply
        await self.send(response)
        if body:
            await self.send(h11.Data(data=body))
        await self.send(h11.EndOfMessage())

    def ready_for_next(self) -> bool:
        if self.protocol.our_state is h11.DONE and self.protocol.their_state is h11.DONE:
            self.protocol.start_next_cycle()
            return True
        return False


def _joined(request: h11.Request) -> dict[str, str]:
    """The request's fields by name in lower case; repeated ones in one line (RFC 9110, 5.3)."""
    fields: dict[str, str] = {}
    for raw_name, raw_value in request.headers:
        name, value = raw_name.decode(), raw_value.decode("latin-1")
        separator = "; " if name == "cookie" else ", "
        fields[name] = f"{fields[name]}{separator}{value}" if name in fields else value
    return fields


def _page(status: int) -> str:
    title = f"{status} {HTTPStatus(status).phrase.title()}"
    return (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"
    )
