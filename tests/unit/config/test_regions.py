"""The regions that pipeline.yml may name are those which AWS has: botocore and cfn-lint say so."""

import re
from typing import get_args

import boto3
from cfnlint.helpers import AVAILABILITY_ZONES

from config.regions import OTHER_ZONES, Region

REGIONS = set(get_args(get_args(Region)[0]))
OF_ANOTHER_PARTITION = re.compile("cn-|us-gov-|us-iso|eu-isoe-|eusc-")


def of_the_partition(names: list[str]) -> set[str]:
    return {name for name in names if not OF_ANOTHER_PARTITION.match(name)}


def test_they_are_those_of_botocore() -> None:
    assert set(boto3.Session().get_available_regions("sts", "aws")) == REGIONS


def test_they_are_those_of_cfn_lint() -> None:
    assert of_the_partition([*AVAILABILITY_ZONES]) == REGIONS


def test_zones_a_and_b_are_in_each_but_those_whose_environments_must_name_theirs() -> None:
    without = {name for name in REGIONS if not {f"{name}a", f"{name}b"}.issubset(AVAILABILITY_ZONES[name])}
    assert without <= set(OTHER_ZONES) <= REGIONS
