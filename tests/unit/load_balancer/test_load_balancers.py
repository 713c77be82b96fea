"""A load balancer on a loopback address, with real clients and real targets."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from ministack.core.responses import request_scope
from ministack.services import alb
from ministack.services.cloudformation import provisioners

from rehearsal.fleet.addresses import AddressBook
from rehearsal.load_balancer import ministack
from rehearsal.load_balancer.service import LoadBalancers
from rehearsal.load_balancer.target_group import Endpoint
from rehearsal.server.settings import Settings
from rehearsal.server.tls import write_certificates

NETWORK, PORT = "127.222", 9080  # rehearsals take 127.10 to 127.209
ONE, TWO = f"{NETWORK}.9.1", f"{NETWORK}.9.2"
SCOPE = ("111111111111", "eu-central-1")


class Application(BaseHTTPRequestHandler):
    """Echoes what it gets; /drop closes, /slow takes half a second, /old answers in HTTP/1.0 without length."""

    protocol_version = "HTTP/1.1"
    healthy = True

    def do_GET(self) -> None:
        if self.path == "/drop":
            self.close_connection = True
            return
        if self.path == "/slow":
            time.sleep(0.5)
        if self.path == "/old":
            self.protocol_version, self.close_connection = "HTTP/1.0", True
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"old")
            return
        status = 200 if self.path != "/healthz" or Application.healthy else 500
        self._answer(status, "\n".join(f"{name.lower()}: {value}" for name, value in self.headers.items()).encode())

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200, body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Target", str(self.server.server_address[0]))  # type: ignore[index]
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def applications() -> Iterator[None]:
    servers = [ThreadingHTTPServer((address, PORT), Application) for address in (ONE, TWO)]
    for server in servers:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield
    for server in servers:
        server.shutdown()
        server.server_close()


class Front:
    """A load balancer, and requests to it."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(folder, 0, NETWORK, folder)
        self.load_balancers = LoadBalancers(settings, AddressBook(NETWORK))
        with request_scope(*SCOPE):
            self.arn = provisioners._elbv2_load_balancer_create("Web", {}, "stack")[0]
            properties = {"Port": PORT, "TargetType": "ip", "HealthCheckPath": "/healthz", "TargetGroupAttributes": [
                {"Key": "deregistration_delay.timeout_seconds", "Value": "5"}]}  # fmt: skip
            self.group = provisioners._elbv2_target_group_create("Targets", properties, "stack")[0]
            forward = {"Type": "forward", "TargetGroupArn": self.group}
            listener = {"LoadBalancerArn": self.arn, "Port": 80, "Protocol": "HTTP", "DefaultActions": [forward]}
            self.listener = provisioners._elbv2_listener_create("Http", listener, "stack")[0]
        self.load_balancers.listen(self.listener)

    def register(self, *addresses: str) -> None:
        alb._targets.set_scoped(*SCOPE, self.group, [{"Id": address} for address in addresses])

    def settled(self, state: str) -> None:
        """Wait until every registered target is in that state."""
        deadline = time.monotonic() + 5
        while not all(t.shown()[0] == state for t in self.load_balancers.group(self.group).targets()):
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(f"{NETWORK}.1.1", 8080, timeout=10)

    def ask(self, method: str, path: str, **options: Any) -> tuple[int, bytes, str | None]:
        connection = self.connect()
        try:
            connection.request(method, path, **options)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.getheader("X-Target")
        finally:
            connection.close()


@pytest.fixture
def front(applications: None, tmp_path: Path) -> Iterator[Front]:
    made = Front(tmp_path)
    made.register(ONE, TWO)
    made.settled("healthy")
    yield made
    made.load_balancers.release(made.arn)
    made.load_balancers.stop()
    with request_scope(*SCOPE):
        provisioners._elbv2_load_balancer_delete(made.arn, {})
        provisioners._elbv2_target_group_delete(made.group, {})


def test_its_url_stands_in_a_tag_that_any_process_can_read(front: Front) -> None:
    url = f"http://{NETWORK}.1.1:8080"
    assert front.load_balancers.url(front.arn) == url
    with request_scope(*SCOPE):
        assert {"Key": ministack.URL_TAG, "Value": url} in alb._tags[front.arn]


def test_requests_go_to_the_targets_in_turn(front: Front) -> None:
    targets = [front.ask("GET", "/")[2] for _ in range(4)]
    assert targets[0] != targets[1]
    assert targets[:2] == targets[2:]


def test_the_target_learns_who_asked(front: Front) -> None:
    _, body, _ = front.ask("GET", "/", headers={"X-Forwarded-For": "192.0.2.7", "Cookie": "a=b"})
    fields = dict(line.split(": ", 1) for line in body.decode().splitlines())
    assert fields["x-forwarded-for"] == "192.0.2.7, 127.0.0.1"
    assert fields["x-forwarded-proto"] == "http"
    assert fields["x-forwarded-port"] == "80"
    assert fields["cookie"] == "a=b"
    assert fields["host"] == f"{NETWORK}.1.1:8080"


def test_a_connection_serves_many_requests(front: Front) -> None:
    connection = front.connect()
    for number in range(5):
        connection.request("POST", "/", body=f"number {number}".encode())
        answer = connection.getresponse()
        assert answer.read() == f"number {number}".encode()
    connection.close()


def test_bodies_of_any_kind_arrive(front: Front) -> None:
    large = b"x" * 3_000_000
    assert front.ask("POST", "/", body=large)[:2] == (200, large)
    chunks = front.ask("POST", "/", body=iter([b"one", b"two"]), encode_chunked=True,
                       headers={"Transfer-Encoding": "chunked"})  # fmt: skip
    assert chunks[:2] == (200, b"onetwo")
    assert front.ask("GET", "/old")[:2] == (200, b"old")
    assert front.ask("HEAD", "/")[0] == 501  # the application's own answer: it knows no HEAD


def test_a_target_that_closes_without_an_answer_is_a_502(front: Front) -> None:
    status, body, _ = front.ask("GET", "/drop")
    assert status == 502
    assert b"502 Bad Gateway" in body


def test_a_target_that_is_not_there_is_a_502_when_all_are_unhealthy(front: Front) -> None:
    front.register(f"{NETWORK}.9.3")
    front.settled("unhealthy")
    assert front.ask("GET", "/")[0] == 502


def test_without_a_target_the_answer_is_503(front: Front) -> None:
    front.register()
    assert front.ask("GET", "/")[0] == 503


def test_what_is_not_http_is_refused(front: Front) -> None:
    with socket.create_connection((f"{NETWORK}.1.1", 8080), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")
        assert connection.recv(100).startswith(b"HTTP/1.1 400")


def test_a_target_that_fails_its_health_check_gets_no_more_requests(front: Front) -> None:
    front.register(ONE)
    Application.healthy = False
    try:
        front.settled("unhealthy")
        failure = front.load_balancers.group(front.group).targets()[0].health.failure
    finally:
        Application.healthy = True
    assert failure is not None
    assert failure.reason == "Target.ResponseCodeMismatch"
    front.settled("healthy")


def test_whoever_takes_over_an_address_while_nobody_asks_is_not_healthy_yet(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    registered = ministack.registered

    def noted(arn: str) -> list[Endpoint]:
        looked_at.append(arn)
        return registered(arn)

    monkeypatch.setattr(ministack, "target_groups_in_use", list)
    front.register()
    monkeypatch.setattr(ministack, "registered", noted)
    deadline = time.monotonic() + 5
    while front.group not in looked_at:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    front.register(ONE)
    assert [target.health.state for target in front.load_balancers.group(front.group).targets()] == ["initial"]


def test_a_draining_target_finishes_its_requests_and_gets_no_new_ones(front: Front) -> None:
    slow: list[tuple[int, bytes, str | None]] = []
    threads = [threading.Thread(target=lambda: slow.append(front.ask("GET", "/slow"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    front.register(TWO)
    assert front.load_balancers.busy(ONE)
    assert {front.ask("GET", "/")[2] for _ in range(6)} == {TWO}
    for thread in threads:
        thread.join()
    assert {answer[0] for answer in slow} == {200}
    assert {answer[2] for answer in slow} == {ONE, TWO}
    # The client has its answer a moment before the load balancer counts the request as ended.
    deadline = time.monotonic() + 2
    while front.load_balancers.busy(ONE) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [t.endpoint.target_id for t in front.load_balancers.group(front.group).targets()] == [TWO]


def test_rules_redirect_and_answer_themselves(front: Front) -> None:
    redirect = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {
        "StatusCode": "403", "ContentType": "text/plain", "MessageBody": "no"}}  # fmt: skip
    with request_scope(*SCOPE):
        for priority, path, action in ((1, "/secure*", redirect), (2, "/closed", fixed)):
            alb._rules[f"rule-{priority}"] = {
                "RuleArn": f"rule-{priority}", "ListenerArn": front.listener, "Priority": str(priority),
                "Conditions": [{"Field": "path-pattern", "Values": [path]}], "Actions": [action],
            }  # fmt: skip
    connection = front.connect()
    connection.request("GET", "/secure/x?y=1")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 301
    assert answer.getheader("Location") == f"https://{NETWORK}.1.1:8443/secure/x?y=1"
    assert front.ask("GET", "/closed")[:2] == (403, b"no")
    assert front.ask("GET", "/open")[0] == 200


def test_a_listener_for_https_speaks_tls(front: Front, tmp_path: Path) -> None:
    write_certificates(tmp_path / "tls")
    with request_scope(*SCOPE):
        forward = {"Type": "forward", "TargetGroupArn": front.group}
        properties = {"LoadBalancerArn": front.arn, "Port": 443, "Protocol": "HTTPS", "DefaultActions": [forward]}
        listener = provisioners._elbv2_listener_create("Https", properties, "stack")[0]
    front.load_balancers.listen(listener)
    assert front.load_balancers.url(front.arn) == f"https://{NETWORK}.1.1:8443"
    context = ssl.create_default_context(cafile=str(tmp_path / "tls" / "ca.pem"))
    connection = http.client.HTTPSConnection(f"{NETWORK}.1.1", 8443, context=context, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 200
    assert b"x-forwarded-proto: https" in answer.read()
    connection.close()
