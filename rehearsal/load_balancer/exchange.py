"""One request's way to a target and the response's way back."""

import asyncio
import contextlib
from typing import Protocol

import h11

from rehearsal.load_balancer.target_group import Turn
from rehearsal.load_balancer.upstream import Pool, Upstream

TARGET_IDLE_SECONDS = 60.0  # idle_timeout.timeout_seconds; a 504 after it
HOP_BY_HOP = frozenset({b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"upgrade"})
REPEATABLE = frozenset({b"GET", b"HEAD", b"OPTIONS"})


class TargetError(Exception):
    """The target gave no (whole) response; `status` is what the client gets."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class ClientSide(Protocol):
    async def receive(self) -> h11.Event: ...
    async def send(self, event: h11.Event) -> None: ...


class Exchange:
    def __init__(self, client: ClientSide, pool: Pool, turn: Turn) -> None:
        self._client, self._pool, self._turn = client, pool, turn
        self._received: h11.EndOfMessage | None = None  # the end of the client's request

    async def run(self, request: h11.Request, headers: dict[str, str]) -> None:
        """Raises TargetError before a response has begun, OSError when one broke off on its way."""
        sent = h11.Request(method=request.method, target=request.target, headers=_kept(headers))
        try:
            upstream, first = await self._begin(sent)
        except TimeoutError:
            raise TargetError(504) from None
        except (OSError, h11.RemoteProtocolError):
            raise TargetError(502) from None
        try:
            await self._pass_on(first, upstream)
        except (OSError, h11.RemoteProtocolError) as error:
            raise ConnectionError("the target broke off its response") from error
        finally:
            self._release(upstream)

    async def _begin(self, request: h11.Request) -> tuple[Upstream, h11.Response]:
        """Send the request; a kept connection that its target has closed meanwhile gets a second chance."""
        upstream = await self._pool.connect(self._turn.target.endpoint)
        try:
            return upstream, await self._ask(upstream, request)
        except TimeoutError:
            raise
        except (OSError, h11.RemoteProtocolError):
            if not upstream.used or _has_body(request) or request.method not in REPEATABLE:
                raise
        upstream = await self._pool.connect(self._turn.target.endpoint, fresh=True)
        return upstream, await self._ask(upstream, request)

    async def _ask(self, upstream: Upstream, request: h11.Request) -> h11.Response:
        self._turn.cut_off_by(upstream.cut_off)
        try:
            await upstream.send(request)
            if _has_body(request):
                return await self._response_while_uploading(upstream)
            await self._upload(upstream)
            return await _response(upstream)
        except BaseException:
            upstream.cut_off()
            raise

    async def _response_while_uploading(self, upstream: Upstream) -> h11.Response:
        """A target may answer before it has read the whole request."""
        upload = asyncio.create_task(self._upload(upstream))
        try:
            return await _response(upstream)
        finally:
            upload.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError, h11.RemoteProtocolError):
                await upload

    async def _upload(self, upstream: Upstream) -> None:
        try:
            while self._received is None:
                event = await self._client.receive()
                if isinstance(event, h11.Data):
                    await upstream.send(h11.Data(data=event.data))
                elif isinstance(event, h11.EndOfMessage):
                    self._received = event
            await upstream.send(h11.EndOfMessage())
        except (OSError, h11.RemoteProtocolError):
            upstream.cut_off()  # the client has gone: nobody waits for the response
            raise

    async def _pass_on(self, response: h11.Response, upstream: Upstream) -> None:
        headers = [(name, value) for name, value in response.headers if name not in HOP_BY_HOP]
        await self._client.send(h11.Response(
            status_code=response.status_code, headers=headers, reason=response.reason
        ))  # fmt: skip
        while True:
            async with asyncio.timeout(TARGET_IDLE_SECONDS):
                event = await upstream.receive()
            if isinstance(event, h11.Data):
                await self._client.send(h11.Data(data=event.data))
            else:
                await self._client.send(h11.EndOfMessage())
                return

    def _release(self, upstream: Upstream) -> None:
        if self._turn.target.draining:
            upstream.cut_off()
        else:
            self._pool.release(self._turn.target.endpoint, upstream)


def _kept(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    encoded = ((name.encode(), value.encode("latin-1")) for name, value in headers.items())
    return [(name, value) for name, value in encoded if name not in HOP_BY_HOP | {b"expect"}]


async def _response(upstream: Upstream) -> h11.Response:
    async with asyncio.timeout(TARGET_IDLE_SECONDS):
        event = await upstream.receive()
        while isinstance(event, h11.InformationalResponse):
            event = await upstream.receive()
    if not isinstance(event, h11.Response):
        raise h11.RemoteProtocolError("the target closed the connection without a response")
    return event


def _has_body(request: h11.Request) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in request.headers)
