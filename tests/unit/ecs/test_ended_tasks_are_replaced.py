"""A service keeps its size: what ends is replaced, and goes on being tried where it cannot be."""

from collections import Counter

from tests.unit.codedeploy.local_aws import until
from tests.unit.ecs.containers import NAME, Containers

AT_ONCE = {"deploymentConfigName": "CodeDeployDefault.ECSAllAtOnce"}


def test_a_task_that_ends_is_replaced_by_one_that_serves(containers: Containers) -> None:
    answer, before, size = containers.ask(), containers.tasks(), containers.service()["desiredCount"]
    containers.end_one_task()
    after = until(containers.tasks, lambda tasks: len(tasks) == size and tasks != before)
    assert len(before & after) == size - 1
    until(containers.service, lambda service: service["taskSets"][0]["stabilityStatus"] == "STEADY_STATE")
    assert containers.count(20) == Counter({answer: 20})


def test_a_replacement_that_cannot_start_is_tried_until_it_can(containers: Containers) -> None:
    """Its image is gone, and comes back."""
    containers.aws.ended(containers.start(containers.push("lost"), **AT_ONCE))
    size = containers.service()["desiredCount"]
    containers.client("ecr").batch_delete_image(repositoryName=NAME, imageIds=[{"imageTag": "lost"}])
    containers.end_one_task()
    until(containers.service, lambda service: service["runningCount"] == size - 1)
    containers.push("lost")
    until(containers.service, lambda service: service["runningCount"] == size)


def test_tasks_that_end_at_once_are_started_again_and_never_steady(containers: Containers) -> None:
    served = containers.ask()
    deployment = containers.start(containers.push_app("hopeless", "process.exit(1)"))
    replacement = until(containers.service, lambda service: len(service["taskSets"]) == 2)["taskSets"][1]["id"]
    seen: set[str] = set()
    size = containers.service()["desiredCount"]

    def started() -> int:
        seen.update(containers.tasks())
        return len(seen)

    until(started, lambda tasks: tasks > 2 * size)
    sets = {one["id"]: one["stabilityStatus"] for one in containers.service()["taskSets"]}
    assert sets[replacement] == "STABILIZING"
    containers.client("codedeploy").stop_deployment(deploymentId=deployment)
    assert containers.aws.ended(deployment)["status"] == "Stopped"
    assert containers.ask() == served
