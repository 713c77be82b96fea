"""Connections from the load balancer to its targets: opened when needed, kept for the next request."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

import h11

from rehearsal.load_balancer.target_group import Endpoint

CONNECT_SECONDS = 10.0  # an ALB's own, from its troubleshooting page (HTTP 504)
CHUNK = 65536
Sendable = h11.Request | h11.Data | h11.EndOfMessage


@dataclass
class Upstream:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    protocol: h11.Connection
    used: bool = False

    async def send(self, event: Sendable) -> None:
        data = self.protocol.send(event)
        if data:
            self.writer.write(data)
            await self.writer.drain()

    async def receive(self) -> h11.Event:
        """The target's next event. Raises h11.RemoteProtocolError if it closes early or talks nonsense."""
        while not isinstance(event := self.protocol.next_event(), h11.Event):
            self.protocol.receive_data(await self.reader.read(CHUNK))
        return event

    def cut_off(self) -> None:
        self.writer.transport.abort()


class Pool:
    """Idle connections by endpoint. For one event loop only."""

    def __init__(self) -> None:
        self._idle: dict[Endpoint, list[Upstream]] = defaultdict(list)

    async def connect(self, endpoint: Endpoint, *, fresh: bool = False) -> Upstream:
        """Raises OSError (TimeoutError among them) when the target cannot be reached."""
        while not fresh and self._idle[endpoint]:
            upstream = self._idle[endpoint].pop()
            if not upstream.reader.at_eof() and not upstream.writer.is_closing():
                return upstream
            upstream.cut_off()
        async with asyncio.timeout(CONNECT_SECONDS):
            reader, writer = await asyncio.open_connection(endpoint.address, endpoint.port)
        return Upstream(reader, writer, h11.Connection(h11.CLIENT))

    def release(self, endpoint: Endpoint, upstream: Upstream) -> None:
        """Keep the connection if its last exchange is complete, close it otherwise."""
        protocol = upstream.protocol
        if protocol.our_state is h11.DONE and protocol.their_state is h11.DONE:
            protocol.start_next_cycle()
            upstream.used = True
            self._idle[endpoint].append(upstream)
        else:
            upstream.cut_off()

    def close(self) -> None:
        for endpoint in list(self._idle):
            for upstream in self._idle.pop(endpoint):
                upstream.cut_off()
