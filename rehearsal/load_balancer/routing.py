"""What a listener's rules say about a request: forward it, redirect it, or answer it."""

import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from rehearsal.load_balancer import ministack

LOCAL_PORTS = {80: 8080, 443: 8443}  # an ordinary user cannot listen below 1024


@dataclass(frozen=True)
class Forward:
    target_group_arn: str


@dataclass(frozen=True)
class Answer:
    """A response that the load balancer makes itself."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


def local_port(port: int) -> int:
    """Where the listener of `port` listens here."""
    return LOCAL_PORTS.get(port, port if port >= 1024 else port + 8000)


def route(listener: dict[str, Any], method: str, target: str, headers: dict[str, str]) -> Forward | Answer:
    """The action of the first rule whose conditions the request meets."""
    parts = urlsplit(target)
    query = parse_qs(parts.query, keep_blank_values=True)
    for rule in ministack.rules(listener["ListenerArn"]):
        if all(ministack.meets(one, method, parts.path, headers, query) for one in rule["Conditions"]):
            return _act(rule["Actions"], listener, target, headers)
    return Answer(503)


def _act(
    actions: list[dict[str, Any]], listener: dict[str, Any], target: str, headers: dict[str, str]
) -> Forward | Answer:
    action = min(actions, key=lambda one: int(one.get("Order") or 1))
    kind = action["Type"].lower()
    if kind == "forward":
        return Forward(_target_group(action))
    if kind == "redirect":
        return _redirect(action["RedirectConfig"], listener, target, headers)
    if kind == "fixed-response":
        fixed = action["FixedResponseConfig"]
        content_type = ("Content-Type", fixed.get("ContentType", "text/plain"))
        return Answer(int(fixed["StatusCode"]), (content_type,), fixed.get("MessageBody", ""))
    return Answer(501, (), f"The rehearsal's load balancer has no action of type {kind}")


def _target_group(action: dict[str, Any]) -> str:
    """A single target group, or one of several, drawn by weight (a missing weight is 1)."""
    weighted = (action.get("ForwardConfig") or {}).get("TargetGroups") or [action]
    weights = [int(one.get("Weight", 1)) for one in weighted]
    chosen: dict[str, Any] = random.choices(weighted, weights)[0] if any(weights) else weighted[0]
    return str(chosen["TargetGroupArn"])


def _redirect(config: dict[str, Any], listener: dict[str, Any], target: str, headers: dict[str, str]) -> Answer:
    parts = urlsplit(target)
    words = {
        "#{protocol}": listener["Protocol"].lower(), "#{port}": str(listener["Port"]),
        "#{host}": headers.get("host", "").rpartition(":")[0] or headers.get("host", ""),
        "#{path}": parts.path.lstrip("/"), "#{query}": parts.query,
    }  # fmt: skip

    def value(name: str, default: str) -> str:
        text = str(config.get(name) or default)
        for word, meaning in words.items():
            text = text.replace(word, meaning)
        return text

    query = value("Query", "#{query}")
    port = local_port(int(value("Port", "#{port}")))
    location = f"{value('Protocol', '#{protocol}').lower()}://{value('Host', '#{host}')}:{port}"
    location += value("Path", "/#{path}") + (f"?{query}" if query else "")
    return Answer(int(config["StatusCode"].removeprefix("HTTP_")), (("Location", location),))
