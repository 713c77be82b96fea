"""An environment of several regions is a place in each, with names that no other region shares."""

import itertools
from pathlib import Path

import botocore.session
import pytest

import config
from config import names, places

YML = """
application: webapp
tools: {account: "111111111111", region: eu-central-1}
source: {provider: github, repository: example/webapp}
environments:
  - {name: dev, account: "222222222222"}
  - {name: test, account: "333333333333", region: us-east-1}
  - name: production
    account: "444444444444"
    regions: [eu-west-1, eu-central-1, ap-southeast-2]
    regions_at_once: 2
    network:
      cidr: 10.1.0.0/16
      allow: [192.0.2.0/24]
      regions:
        - {region: eu-west-1, availability_zones: [eu-west-1a, eu-west-1c], cidr: 10.2.0.0/16, vpc_id: null}
        - region: ap-southeast-2
          vpc_id: vpc-0123456789abcdef0
          availability_zones: [ap-southeast-2a, ap-southeast-2b]
          public_subnet_ids: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
          private_subnet_ids: [subnet-0123456789abcdef2, subnet-0123456789abcdef3]
"""
REGIONS = botocore.session.get_session().get_available_regions("cloudformation")


@pytest.fixture
def pipeline(tmp_path: Path) -> config.Pipeline:
    (tmp_path / "pipeline.yml").write_text(YML)
    return config.load(tmp_path / "pipeline.yml")


def test_the_tools_region_keeps_the_plain_name_wherever_it_stands_in_the_list(pipeline: config.Pipeline) -> None:
    found = {place.name: names.environment_region(pipeline, place) for place in places.places(pipeline)}
    assert found == {
        "dev": "eu-central-1",
        "test": "us-east-1",
        "production-euw1": "eu-west-1",
        "production": "eu-central-1",
        "production-apse2": "ap-southeast-2",
    }


def test_a_region_has_the_environments_network_but_for_what_is_its_own(pipeline: config.Pipeline) -> None:
    found = {place.region: place.network for place in places.places(pipeline)[2:]}
    assert {place: (one.availability_zones[1:], one.cidr) for place, one in found.items()} == {
        "eu-west-1": (("eu-west-1c",), "10.2.0.0/16"),
        "eu-central-1": ((), "10.1.0.0/16"),
        "ap-southeast-2": (("ap-southeast-2b",), config.model.Network().cidr),
    }
    assert {one.allow for one in found.values()} == {("192.0.2.0/24",)}
    assert not any(one.regions for one in found.values())


def test_waves_are_as_large_as_asked_and_in_the_order_of_the_file(pipeline: config.Pipeline) -> None:
    waves = places.waves(pipeline, pipeline.environments[2])
    assert [[place.region for place in wave] for wave in waves] == [["eu-west-1", "eu-central-1"], ["ap-southeast-2"]]


def test_each_other_region_has_one_store(pipeline: config.Pipeline) -> None:
    assert places.other_regions(pipeline) == ("us-east-1", "eu-west-1", "ap-southeast-2")
    assert names.artifact_key_parameter("ap-southeast-2") == "ArtifactKeyArnApSoutheast2"


def test_no_two_regions_of_aws_are_shortened_to_the_same() -> None:
    assert len(REGIONS) > 25
    short = [places.short_region(region) for region in REGIONS]
    assert not [pair for pair in itertools.combinations(short, 2) if pair[0] == pair[1]]
    assert max(map(len, short)) <= 5


def test_an_action_is_named_for_its_region_where_there_are_several(pipeline: config.Pipeline) -> None:
    dev, _, first, *_ = places.places(pipeline)
    assert names.action_name(dev, "Release") == "Release"
    assert names.action_name(first, "Release") == "Release-eu-west-1"


@pytest.mark.parametrize(
    ("before", "reached"),
    [
        ("dev", []),
        ("production", ["dev", "test"]),
        (None, ["dev", "test", "production-euw1", "production", "production-apse2"]),
    ],
)
def test_what_waits_before_an_environment_has_reached_those_before_it(
    pipeline: config.Pipeline, before: str | None, reached: list[str]
) -> None:
    assert [place.name for place in places.reached(pipeline, before)] == reached
