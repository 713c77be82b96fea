"""An https endpoint that subscribes to a topic, as chat applications do."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import trustme

from tests.rehearsal.running import until

Posted = dict[str, Any]


@dataclass
class Chat:
    url: str
    posted: list[Posted] = field(default_factory=list)

    def subscribe(self, sns: Any, topic_arn: str) -> None:
        sns.subscribe(TopicArn=topic_arn, Protocol="https", Endpoint=self.url)
        asked = until(lambda: next((one for one in self.posted if one["Type"] == "SubscriptionConfirmation"), None))
        sns.confirm_subscription(TopicArn=topic_arn, Token=asked["Token"])

    def message(self, title: str) -> Posted:
        """The content of the first message of this title."""

        def arrived() -> Posted | None:
            told = [json.loads(one["Message"]) for one in self.posted if one["Type"] == "Notification"]
            return next((one for one in told if one["content"]["title"] == title), None)

        found: Posted = until(arrived, 60)
        return found


@contextmanager
def listening(certificates: Path) -> Iterator[Chat]:
    """Whoever has SSL_CERT_FILE set to `certificates` trusts it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(certificates))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    posted: list[Posted] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Chat(f"https://127.0.0.1:{server.server_port}/", posted)
        finally:
            server.shutdown()
