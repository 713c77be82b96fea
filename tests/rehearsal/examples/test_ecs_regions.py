"""examples/ecs-regions: tasks in two regions run the one image, which is in the tools region."""

from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.rehearsal.running import Running

EXAMPLE = ROOT / "examples" / "ecs-regions" / "pipeline.yml"
PLACES = {
    "staging": ("222222222222", "eu-west-1"),
    "production": ("333333333333", "eu-central-1"),
    "production-euw1": ("333333333333", "eu-west-1"),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with Running.of(tmp_path_factory.mktemp("ecs-regions"), EXAMPLE) as found:
        yield found


def test_a_push_reaches_the_tasks_of_every_region(running: Running) -> None:
    assert running.answering == dict.fromkeys(PLACES, running.commit)


def test_the_tasks_of_every_region_run_the_one_image_of_the_tools_region(running: Running) -> None:
    [image] = {_image(running, place) for place in PLACES}
    assert image.startswith(f"111111111111.dkr.ecr.eu-central-1.amazonaws.com/webapp:{running.commit}-")


def _image(running: Running, place: str) -> str:
    account, region = PLACES[place]
    ecs, name = running.client("ecs", account, region), f"webapp-{place}"
    [service] = ecs.describe_services(cluster=name, services=[name])["services"]
    assert service["runningCount"] == 2
    definition = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    return str(definition["containerDefinitions"][0]["image"])
