"""Releases to a service of two local tasks, as their clients and the APIs see them."""

import json
from collections import Counter

import pytest
from botocore.exceptions import ClientError

from tests.unit.codedeploy.local_aws import until
from tests.unit.ecs.containers import HERE, NAME, Containers, template

AT_ONCE = {"deploymentConfigName": "CodeDeployDefault.ECSAllAtOnce"}
REQUESTS = 400
# 10 % of 400 are 40; within five standard deviations of a binomial distribution (6 each) lies all but one in a million.
FEWEST, MOST = 10, 70


def serving(containers: Containers) -> str:
    return str(containers.service()["taskDefinition"])


def test_a_stack_starts_tasks_that_serve_in_the_size_that_was_asked_for(containers: Containers) -> None:
    service = containers.service()
    assert (service["desiredCount"], service["runningCount"]) == (2, 2)
    assert containers.count(20) == Counter({"one": 20})


def test_a_tenth_of_the_requests_reaches_the_new_version_and_then_all_of_them(containers: Containers) -> None:
    deployment = containers.start(containers.push("two"))
    containers.until_weight(deployment, 10)
    assert containers.ask(9080) == "two"  # the test listener
    shared = containers.count(REQUESTS)
    assert FEWEST <= shared["two"] <= MOST
    assert shared["one"] + shared["two"] == REQUESTS
    containers.until_weight(deployment, 100)
    assert containers.count(20) == Counter({"two": 20})
    assert containers.aws.ended(deployment)["status"] == "Succeeded"
    [left] = containers.service()["taskSets"]
    assert (left["status"], left["runningCount"]) == ("PRIMARY", 2)


def test_an_alarm_during_the_shift_returns_every_request_to_the_former_version(containers: Containers) -> None:
    before, answer = serving(containers), containers.ask()
    deployment = containers.start(containers.push("alarming"))
    containers.until_weight(deployment, 10)
    containers.alarm("ALARM")
    info = containers.rolled_back(deployment)
    containers.alarm("OK")
    assert (info["status"], info["errorInformation"]["code"]) == ("Stopped", "ALARM_ACTIVE")
    assert containers.count(100) == Counter({answer: 100})
    assert serving(containers) == before
    assert len(containers.service()["taskSets"]) == 1


def test_an_alarm_while_the_former_tasks_are_kept_returns_every_request_to_them(containers: Containers) -> None:
    before, answer = serving(containers), containers.ask()
    deployment = containers.start(containers.push("regretted"), **AT_ONCE)
    containers.until_weight(deployment, 100)
    containers.alarm("ALARM")
    assert containers.rolled_back(deployment)["status"] == "Stopped"
    containers.alarm("OK")
    assert containers.count(50) == Counter({answer: 50})
    assert serving(containers) == before


def test_a_stopped_deployment_returns_every_request(containers: Containers) -> None:
    answer = containers.ask()
    deployment = containers.start(containers.push("stopped"))
    containers.until_weight(deployment, 10)
    containers.client("codedeploy").stop_deployment(deploymentId=deployment)
    assert containers.rolled_back(deployment)["errorInformation"]["code"] == "MANUAL_STOP"
    assert containers.count(50) == Counter({answer: 50})


def test_an_image_that_is_not_there_fails_the_deployment_and_nothing_else(containers: Containers) -> None:
    answer = containers.ask()
    info = containers.rolled_back(containers.start(f"{containers.push('there')}-not"))
    assert info["status"] == "Failed"
    assert "CannotPullContainerError" in info["errorInformation"]["message"]
    assert containers.ask() == answer
    assert len(containers.service()["taskSets"]) == 1


def test_the_stack_still_updates_after_releases_and_moves_no_request(containers: Containers) -> None:
    answer = containers.ask()
    changed = template(f"{containers.push('first-image-again')}")
    changed["Resources"]["Size"]["Properties"].update(MinCapacity=3, MaxCapacity=3)
    changed["Resources"]["Listener"]["Properties"]["DefaultActions"][0]["FixedResponseConfig"]["StatusCode"] = "404"
    assert containers.aws.stack("update", TemplateBody=json.dumps(changed))["StackStatus"] == "UPDATE_COMPLETE"
    until(containers.service, lambda service: service["runningCount"] == 3)
    assert containers.count(50) == Counter({answer: 50})
    deployment = containers.start(containers.push("after-the-update"), **AT_ONCE)
    assert containers.aws.ended(deployment)["status"] == "Succeeded"
    assert containers.ask() == "after-the-update"


def test_what_cloudformation_cannot_change_of_the_service_fails_the_update(containers: Containers) -> None:
    changed = template("web:none")
    changed["Resources"]["Service"]["Properties"]["DesiredCount"] = 4
    assert containers.aws.stack("update", TemplateBody=json.dumps(changed))["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE"
    assert any("Unable to update task definition" in reason for reason in containers.failures())


def test_a_tag_stays_with_its_image(containers: Containers) -> None:
    containers.push("fixed")
    with pytest.raises(ClientError, match="ImageTagAlreadyExists"):
        containers.push("fixed", health=500)


def test_a_version_that_is_not_well_never_gets_a_request(containers: Containers) -> None:
    answer = containers.ask()
    deployment = containers.start(containers.push("unwell", health=500))
    until(lambda: len(containers.client("ecs").describe_services(**HERE)["services"][0]["taskSets"]), lambda n: n == 2)
    assert containers.count(50) == Counter({answer: 50})
    containers.client("codedeploy").stop_deployment(deploymentId=deployment)
    assert containers.rolled_back(deployment)["status"] == "Stopped"
    tasks, wanted = containers.client("ecs").list_tasks, containers.service()["desiredCount"]
    until(lambda: len(tasks(cluster=NAME, serviceName=NAME)["taskArns"]), lambda n: n == wanted)
