from typing import Any

import pytest

from policy.rules.events.event_target_is_declared import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.events.forwarding import TARGET, forwarded
from tests.policy.rules.events.telling import told


def test_it_is() -> None:
    assert details(check, told()) == []


def test_a_log_group_of_the_template_may_keep_events() -> None:
    group = {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/events/app"}}
    arn = "arn:aws:logs:eu-central-1:111111111111:log-group:/events/"
    keeping = {
        name: {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Id": "Kept", "Arn": f"{arn}{name}"}]}}
        for name in ("app", "other")
    }
    assert details(check, assembly_of(Group=group, **keeping)) == [f"Target {arn}other"]


@pytest.mark.parametrize(
    ("arn", "said"),
    [
        ("arn:aws:states:eu-central-1:111111111111:stateMachine:other",) * 2,
        ({"Ref": "Elsewhere"}, "${Elsewhere}"),
    ],
)
def test_it_is_not(arn: Any, said: str) -> None:
    target = {"Id": "Target0", "Arn": arn}
    assert details(check, told(Build={"Targets": [target]})) == [f"Target {said}"]


def test_a_bus_of_another_stack_may_hear() -> None:
    assert details(check, forwarded()) == []
    other = "arn:aws:events:eu-central-1:999999999999:event-bus/app-environments"
    assert details(check, forwarded(Rule={"Targets": [{**TARGET, "Arn": other}]})) == [f"Target {other}"]
