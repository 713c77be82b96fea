"""The recorded advisories on loopback, at the paths where npm and OSV's clients ask.

https://google.github.io/osv.dev/post-v1-query/, https://google.github.io/osv.dev/get-v1-vulns/; npm's bulk endpoint is
what its own client calls (@npmcli/arborist, audit-report.js).
"""

import gzip
import json
import threading
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from rehearsal.advisories.recorded import advisory, of_npm_packages, of_python_package, recorded
from rehearsal.codebuild.order import StandIn

NPM, OSV = "/recorded-advisories/npm", "/recorded-advisories/osv"
BULK = f"{NPM}/-/npm/v1/security/advisories/bulk"
LARGEST = 10 * 1024 * 1024  # bytes of a request


@cache
def serve() -> StandIn:
    """Started once, with the first build; it ends with the process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    return StandIn(
        variables={"SCAN_NPM_REGISTRY": base + NPM, "SCAN_OSV_URL": base + OSV},
        said=f"the rehearsal: a scan asks {len(recorded()['advisories'])} advisories that were recorded on "
        f"{recorded()['recorded']}, and no service; other vulnerabilities are not found here (docs/fidelity.md)",
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        if length > LARGEST:
            return self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            return self._posted(self._body(length))
        except (ValueError, LookupError, TypeError, EOFError, gzip.BadGzipFile):
            return self._answer(HTTPStatus.BAD_REQUEST)

    def _posted(self, asked: Any) -> None:
        if self.path == BULK:
            return self._answer(HTTPStatus.OK, of_npm_packages(asked))
        if self.path == f"{OSV}/query":
            found = of_python_package(asked["package"]["name"], asked["version"])
            return self._answer(HTTPStatus.OK, {"vulns": found} if found else {})
        return self._answer(HTTPStatus.NOT_FOUND)

    def do_GET(self) -> None:
        """OSV's record of an advisory. npm asks for packages too, and does without them."""
        found = advisory(self.path.removeprefix(f"{OSV}/vulns/"))
        self._answer(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND, found)

    def _body(self, length: int) -> Any:
        data = self.rfile.read(length)
        return json.loads(gzip.decompress(data) if self.headers.get("content-encoding") == "gzip" else data)

    def _answer(self, status: HTTPStatus, value: Any = None) -> None:
        data = json.dumps(value or {}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the build's own log tells what its scan found."""
