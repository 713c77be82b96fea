"""What bench/releases calls drift: a host of another version, an alias that asks two, requests to two target groups."""

from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import MagicMock

import pytest

from bench.releases.drift import balancer, functions
from bench.releases.live import Live

BLUE, GREEN = "arn:blue", "arn:green"
HEALTHY = {"State": "healthy"}
ALIAS = {"FunctionVersion": "3", "AliasArn": "arn:live", "RoutingConfig": {}}


def live(service: Any) -> Live:
    asked = SimpleNamespace(function=SimpleNamespace(memory_mb=512))
    return cast(Live, SimpleNamespace(name="shop-live", asked=asked, client=lambda name: service))


def load_balancer(weights: dict[str, int], targets: dict[str, list[str]]) -> Any:
    """`targets`: by target group, addresses of healthy ones."""
    groups = [{"TargetGroupArn": arn, "Weight": weight} for arn, weight in weights.items()]
    forward = {"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}
    elb = MagicMock()
    elb.describe_load_balancers.return_value = {"LoadBalancers": [{"LoadBalancerArn": "arn:lb"}]}
    elb.describe_listeners.return_value = {"Listeners": [{"Port": 80, "ListenerArn": "arn:listener"}]}
    elb.describe_rules.return_value = {"Rules": [{"Actions": [forward]}]}
    elb.describe_target_groups.return_value = {
        "TargetGroups": [{"TargetGroupArn": arn, "TargetGroupName": arn[4:]} for arn in targets]
    }
    elb.describe_target_health.side_effect = lambda **named: {
        "TargetHealthDescriptions": [
            {"Target": {"Id": one, "Port": 8080}, "TargetHealth": HEALTHY} for one in targets[named["TargetGroupArn"]]
        ]
    }
    return elb


def found(monkeypatch: pytest.MonkeyPatch, elb: Any, **answers: str) -> list[str]:
    monkeypatch.setattr(balancer, "commit_at", lambda url: answers[url.removeprefix("http://").partition(":")[0]])
    return list(balancer.drift(live(elb), 2, "good", lambda one: one))


def test_two_healthy_hosts_of_the_last_good_release_are_no_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    elb = load_balancer({BLUE: 1}, {BLUE: ["a", "b"], GREEN: []})
    assert found(monkeypatch, elb, a="good", b="good") == []


def test_one_host_of_another_version_is(monkeypatch: pytest.MonkeyPatch) -> None:
    elb = load_balancer({BLUE: 1}, {BLUE: ["a", "b"], GREEN: []})
    assert found(monkeypatch, elb, a="good", b="former") == ["b of blue answers with former"]


def test_a_host_too_few_is(monkeypatch: pytest.MonkeyPatch) -> None:
    elb = load_balancer({BLUE: 1}, {BLUE: ["a"], GREEN: []})
    assert found(monkeypatch, elb, a="good") == ["targets of blue: {'healthy': 1}"]


def test_requests_to_two_target_groups_are(monkeypatch: pytest.MonkeyPatch) -> None:
    elb = load_balancer({BLUE: 90, GREEN: 10}, {BLUE: ["a", "b"], GREEN: ["c", "d"]})
    assert found(monkeypatch, elb, a="good", b="good", c="good", d="good") == ["requests go to 2 target groups"]


def test_a_target_in_the_group_that_takes_no_requests_is(monkeypatch: pytest.MonkeyPatch) -> None:
    elb = load_balancer({BLUE: 1}, {BLUE: ["a", "b"], GREEN: ["c"]})
    assert found(monkeypatch, elb, a="good", b="good", c="good") == ["targets of green: {'healthy': 1}"]


@pytest.mark.parametrize(
    ("alias", "version", "said"),
    [
        ({}, {}, []),
        ({"RoutingConfig": {"AdditionalVersionWeights": {"4": 0.1}}}, {}, ["the alias asks further versions"]),
        ({}, {"MemorySize": 256}, ["version 3 has 256 MB, not 512"]),
        ({}, {"Description": "former"}, ["version 3 is of commit former"]),
        ({"AliasArn": "arn:other"}, {}, ["the requests go to ['arn:live']"]),
    ],
)
def test_an_alias_asks_one_version_as_it_is_wanted(alias: Any, version: Any, said: list[str]) -> None:
    aws = load_balancer({BLUE: 1}, {BLUE: ["arn:live"]})
    aws.get_alias.return_value = ALIAS | alias
    configuration = {"Version": "3", "MemorySize": 512, "Description": "good"}
    aws.get_function_configuration.return_value = configuration | version
    assert [one.partition(":")[0] for one in functions.drift(live(aws), "good")] == [
        one.partition(":")[0] for one in said
    ]
