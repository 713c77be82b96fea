"""The client of bench/releases counts what it got, of which version, and how evenly it asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.releases.client import Client
from tests.rehearsal.running import until

ANSWERS = {"/good": (200, "commit <code>abc</code>"), "/error": (502, ""), "/silent": (200, "a page of somebody else")}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, text = ANSWERS[self.path]
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def asked(url: str) -> Client:
    with Client((url,)).asking() as client:
        until(lambda: client.asked >= 64)
    return client


def test_answers_are_counted_by_the_commit_that_the_page_names(server: str) -> None:
    client = asked(server + "/good")
    assert (set(client.commits), client.failures.total(), client.got_only("abc")) == ({"abc"}, 0, True)


@pytest.mark.parametrize("path", ["/error", "/silent"])
def test_anything_else_is_a_failed_request(server: str, path: str) -> None:
    client = asked(server + path)
    assert (client.answered, client.failures.total() >= 64, client.got_only("")) == (0, True, True)


def test_so_is_no_answer() -> None:
    client = asked("http://127.0.0.1:1/")
    assert (client.answered, client.failures.total() >= 64) == (0, True)


def test_it_asks_more_than_fifty_times_a_second(server: str) -> None:
    assert asked(server + "/good").rate > 50


def test_the_slowest_ten_seconds_are_known() -> None:
    client = Client((), seconds=25)
    client._windows.update({0: 640, 1: 320, 2: 10})
    assert client.least_rate == 32
