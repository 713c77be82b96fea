"""What a local instance's CloudWatch agent ships: the files that user data names, in whole lines."""

from pathlib import Path

from app_stack.ec2.user_data import user_data
from rehearsal.fleet.fleet import Member
from rehearsal.fleet.log_agent import Shipped, shipped
from rehearsal.instances.instance import Instance


def test_the_files_of_our_user_data(tmp_path: Path) -> None:
    instance = Instance("i-1", tmp_path, "127.0.0.9")
    member = Member("i-1", "222222222222", "eu-central-1", "web", "127.0.0.9", tmp_path, instance)
    found = list(shipped(user_data("eu-central-1", "/slipway/web/agents").render(), member))
    assert [(file.group, file.stream) for file in found] == [
        ("/slipway/web/agents", "i-1/agent"),
        ("/slipway/web/agents", "i-1/deployments"),
    ]
    assert found[1].path == (
        tmp_path / "opt/codedeploy-agent/deployment-root/deployment-logs/codedeploy-agent-deployments.log"
    )


def test_nothing_without_an_agent(tmp_path: Path) -> None:
    instance = Instance("i-1", tmp_path, "127.0.0.9")
    member = Member("i-1", "222222222222", "eu-central-1", "web", "127.0.0.9", tmp_path, instance)
    assert list(shipped("#!/bin/bash\ndnf install --assumeyes ruby", member)) == []


def test_a_line_is_shipped_once_and_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.log"
    read = Shipped(file, "group", "stream")
    file.write_text("one\ntwo\nthr")
    assert list(read.lines()) == ["one", "two"]
    assert list(read.lines()) == []
    file.write_text("one\ntwo\nthree\n")
    assert list(read.lines()) == ["three"]
