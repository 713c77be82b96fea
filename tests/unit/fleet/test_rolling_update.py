"""A changed launch template replaces the instances of a group whose UpdatePolicy says so, a batch at a time."""

from collections.abc import Callable
from typing import Any

import pytest
from ministack.core.responses import request_scope
from ministack.services import autoscaling

from rehearsal.cloudformation import deployed
from rehearsal.fleet import resources
from rehearsal.fleet.fleet import Member
from tests.unit.fleet.setting import GROUP, SCOPE, Setting, soon

BEFORE = {"AutoScalingGroupName": "web", "MaxSize": "9", "LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": "1"}}
AFTER = {**BEFORE, "LaunchTemplate": {"LaunchTemplateId": "lt-1", "Version": "2"}}
Update = Callable[..., None]


@pytest.fixture
def update(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> Update:
    handler = resources.handlers(setting.fleet)[resources.GROUP]["update"]

    def run(old: dict[str, Any], new: dict[str, Any], **policy: Any) -> None:
        monkeypatch.setattr(deployed, "update_policy", lambda logical_id: policy)
        with request_scope(*SCOPE):
            handler("web", old, new, "stack", "Group")

    with request_scope(*SCOPE):
        handler("web", {}, BEFORE, "stack", "Group")
    return run


def rolling(at_once: int, least: int) -> dict[str, Any]:
    return {"AutoScalingRollingUpdate": {"MaxBatchSize": at_once, "MinInstancesInService": least}}


def versions() -> list[str]:
    return [one["LaunchTemplate"]["Version"] for one in autoscaling._asgs.get_scoped(*GROUP)["Instances"]]


def in_service_at_launches(setting: Setting) -> list[int]:
    """How many are in service whenever one is launched."""
    counted: list[int] = []

    def count(member: Member) -> None:
        counted.append(setting.states().count("InService"))

    setting.fleet.launch_hooks.append(count)
    return counted


def test_every_instance_is_replaced_and_as_many_as_before_are_in_service(setting: Setting, update: Update) -> None:
    setting.want(3)
    former, in_service = setting.running(), in_service_at_launches(setting)
    update(BEFORE, AFTER, **rolling(1, 3))
    assert versions() == ["2", "2", "2"]
    assert in_service == [3, 3, 3]
    assert setting.registered() == setting.running()
    assert not setting.running() & former


def test_where_fewer_may_be_in_service_a_batch_goes_first(setting: Setting, update: Update) -> None:
    setting.want(3)
    in_service = in_service_at_launches(setting)
    update(BEFORE, AFTER, **rolling(2, 1))
    assert versions() == ["2", "2", "2"]
    assert min(in_service) == 1


def test_a_successor_that_cannot_be_put_into_service_fails_the_update(setting: Setting, update: Update) -> None:
    setting.want(2)
    former = setting.running()
    setting.fleet.launch_hooks.append(lambda member: lambda: False)
    with pytest.raises(RuntimeError, match="could not be put into service"):
        update(BEFORE, AFTER, **rolling(1, 2))
    soon(lambda: setting.states() == ["InService", "InService"])
    assert setting.running() == former


def test_without_such_a_policy_instances_stay(setting: Setting, update: Update) -> None:
    setting.want(2)
    former = setting.running()
    update(BEFORE, AFTER, AutoScalingScheduledAction={"IgnoreUnmodifiedGroupSizeProperties": True})
    assert setting.running() == former


def test_nor_does_anything_change_with_the_same_template(setting: Setting, update: Update) -> None:
    setting.want(2)
    former = setting.running()
    update(BEFORE, {**BEFORE, "MaxSize": "8"}, **rolling(1, 2))
    assert setting.running() == former
