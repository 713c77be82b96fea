"""The instances of an Auto Scaling group, with machines that only remember."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ministack.services import ec2

from rehearsal.fleet import activities
from rehearsal.fleet.fleet import Member
from tests.unit.fleet.setting import GROUP, SCOPE, Setting, soon


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """Kinds and details of events."""
    events: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(activities, "put_event", lambda a, r, source, what, detail, _: events.append((what, detail)))
    return events


def test_a_group_has_as_many_instances_as_it_wants(setting: Setting) -> None:
    setting.want(3)
    assert setting.states() == ["InService"] * 3
    assert setting.registered() == setting.running() == set(setting.machines)
    setting.want(1)
    soon(lambda: setting.states() == ["InService"])
    assert setting.running() == setting.registered()
    assert len(setting.running()) == 1


def test_the_api_of_ec2_knows_each_instance_by_its_address(setting: Setting) -> None:
    setting.want(1)
    (instance_id,) = setting.machines
    record = ec2._instances.get_scoped(*SCOPE, instance_id)
    assert record["PrivateIpAddress"] == setting.fleet.member(instance_id).address == "127.10.1.50"
    assert record["State"]["Name"] == "running"


def test_an_instance_that_leaves_finishes_its_requests_first(setting: Setting) -> None:
    setting.want(1)
    (instance_id,) = setting.machines
    setting.busy.add(instance_id)
    setting.want(0)
    soon(lambda: setting.registered() == set())
    time.sleep(0.1)
    assert setting.running() == {instance_id}
    setting.busy.clear()
    soon(lambda: setting.running() == set())
    soon(lambda: setting.states() == [])


def test_a_new_instance_waits_for_what_is_to_be_done_on_it(setting: Setting) -> None:
    release = threading.Event()

    def hook(member: Member) -> Callable[[], bool]:
        return lambda: release.wait(5)

    setting.fleet.launch_hooks.append(hook)
    setting.want(1)
    assert setting.states() == ["Pending:Wait"]
    assert setting.registered() == set()
    release.set()
    soon(lambda: setting.states() == ["InService"])
    assert setting.registered() == set(setting.machines)


def test_an_instance_that_cannot_be_prepared_is_terminated(setting: Setting) -> None:
    setting.fleet.launch_hooks.append(lambda member: lambda: False)
    setting.want(1)
    soon(lambda: setting.states() == [])
    assert setting.running() == set()


def test_an_instance_that_is_found_unhealthy_is_replaced_and_told_of(
    setting: Setting, told: list[tuple[str, dict[str, str]]]
) -> None:
    setting.want(2)
    first, second = setting.machines
    setting.fleet.replace(*GROUP, first)
    assert setting.running() == {second, list(setting.machines)[2]} == setting.registered()
    [(what, detail)] = told
    assert (what, detail["EC2InstanceId"]) == ("EC2 Instance Terminate Successful", first)
    assert "health-check" in detail["Cause"]


def test_an_instance_that_does_not_get_into_service_is_told_of(
    setting: Setting, told: list[tuple[str, dict[str, str]]]
) -> None:
    setting.fleet.launch_hooks.append(lambda member: lambda: False)
    setting.want(1)
    soon(lambda: bool(told))
    [(what, detail)] = told
    assert (what, detail["AutoScalingGroupName"]) == ("EC2 Instance Launch Unsuccessful", "web")
    assert "ABANDON" in detail["StatusMessage"]


def test_who_leaves_because_the_group_shrinks_has_failed_no_check(
    setting: Setting, told: list[tuple[str, dict[str, str]]]
) -> None:
    setting.want(1)
    setting.want(0)
    soon(lambda: bool(told))
    assert "check" not in told[0][1]["Cause"]


def test_nothing_is_left_when_the_group_goes(setting: Setting, tmp_path: Path) -> None:
    setting.want(2)
    setting.fleet.release(*GROUP)
    assert setting.running() == set()
    assert setting.registered() == set()
    assert list(tmp_path.rglob("i-*")) == []


def test_the_end_of_the_server_does_not_wait_for_requests(setting: Setting) -> None:
    setting.want(2)
    setting.busy.update(setting.machines)
    began = time.monotonic()
    setting.fleet.terminate_all()
    assert setting.running() == set()
    assert time.monotonic() - began < 1
