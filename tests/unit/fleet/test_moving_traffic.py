"""A group joins and leaves target groups while its instances run, and an update of its stack leaves that alone."""

from typing import Any

import pytest
from ministack.core.responses import request_scope
from ministack.services import autoscaling

from rehearsal.fleet import resources
from tests.unit.fleet.api import Api
from tests.unit.fleet.setting import GROUP, SCOPE, Setting

SOURCE = "TrafficSources.member.1.Identifier"


def test_running_instances_leave_and_come_back(setting: Setting, api: Api) -> None:
    setting.want(2)
    api.call("DetachTrafficSources", **{SOURCE: setting.targets})
    assert setting.registered() == set()
    assert setting.running() == set(setting.machines)
    api.call("AttachTrafficSources", **{SOURCE: setting.targets})
    assert setting.registered() == setting.running()


def test_instances_that_come_later_are_registered_only_while_attached(setting: Setting, api: Api) -> None:
    api.call("DetachTrafficSources", **{SOURCE: setting.targets})
    setting.want(1)
    assert setting.registered() == set()
    api.call("AttachTrafficSources", **{SOURCE: setting.targets})
    setting.want(2)
    assert setting.registered() == set(setting.machines)


def test_a_group_is_described_with_what_it_is_attached_to(setting: Setting, api: Api) -> None:
    shown = f"<member><Identifier>{setting.targets}</Identifier><Type>elbv2</Type></member>"
    assert shown in api.call("DescribeAutoScalingGroups")
    api.call("DetachTrafficSources", **{SOURCE: setting.targets})
    assert shown not in api.call("DescribeAutoScalingGroups")


@pytest.mark.parametrize("operation", ["AttachTrafficSources", "DetachTrafficSources"])
def test_unknown_target_groups_are_refused(setting: Setting, api: Api, operation: str) -> None:
    assert "<Code>ValidationError</Code>" in api.refused(operation, **{SOURCE: "arn:unknown"})


def test_a_size_beyond_the_limits_is_refused(setting: Setting, api: Api) -> None:
    assert "above max value 9" in api.refused("SetDesiredCapacity", DesiredCapacity="10")


def test_an_update_of_the_stack_keeps_size_and_traffic(setting: Setting, api: Api) -> None:
    """Which its template does not say."""
    setting.want(3)
    api.call("DetachTrafficSources", **{SOURCE: setting.targets})
    before = {"AutoScalingGroupName": "web", "MinSize": "0", "MaxSize": "9"}
    update(setting, before, {**before, "MaxSize": "8"})
    record = autoscaling._asgs.get_scoped(*GROUP)
    assert (record["MaxSize"], record["DesiredCapacity"]) == (8, 3)
    assert setting.registered() == set()
    update(setting, before, {**before, "MaxSize": "2"})
    assert autoscaling._asgs.get_scoped(*GROUP)["DesiredCapacity"] == 2


def test_an_update_that_says_size_and_traffic_changes_them(setting: Setting, api: Api) -> None:
    setting.want(3)
    api.call("DetachTrafficSources", **{SOURCE: setting.targets})
    before = {"AutoScalingGroupName": "web", "MinSize": "0", "MaxSize": "9"}
    update(setting, before, {**before, "DesiredCapacity": "1", "TargetGroupARNs": [setting.targets]})
    assert setting.states().count("InService") == 1
    assert len(setting.registered()) == 1


def update(setting: Setting, old: dict[str, Any], new: dict[str, Any]) -> None:
    handler = resources.handlers(setting.fleet)[resources.GROUP]["update"]
    with request_scope(*SCOPE):
        handler("web", old, new, "stack", "Group")
