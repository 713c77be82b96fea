from collections.abc import Iterator
from pathlib import Path

import pytest
from ministack.core.responses import request_scope
from ministack.services import autoscaling
from ministack.services.cloudformation import provisioners

from rehearsal.fleet import ministack, scheduled_actions, traffic_sources
from tests.unit.fleet.api import Api
from tests.unit.fleet.setting import SCOPE, Setting


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    made = Setting(tmp_path)
    yield made
    made.fleet.terminate_all()
    with request_scope(*SCOPE):
        provisioners._asg_delete("web", {})
        provisioners._elbv2_target_group_delete(made.targets, {})


@pytest.fixture
def api(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.setattr(autoscaling, "_ACTION_MAP", dict(autoscaling._ACTION_MAP))
    monkeypatch.setattr(autoscaling, "_reconcile_instances", autoscaling._reconcile_instances)
    traffic_sources.install(setting.fleet)
    scheduled_actions.install()
    ministack.follow_capacity(setting.fleet.reconcile, setting.fleet.release)
    return Api()
