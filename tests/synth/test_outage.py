"""That nothing answers is told of, whether or not a release is under way; it stops none."""

from pathlib import Path
from typing import Any

import pytest

from policy.templates.template import resources
from tests.synth.assembly import Assembly, outages

ALWAYS = "100 * refused / MAX([FILL(requests, 0), refused])"
IN_ITS_HOURS = "IF(requests > 0, 100 * refused / requests, 0)"


def formula(alarm: Any) -> str:
    [expression] = [one["Expression"] for one in alarm["Metrics"] if "Expression" in one]
    return str(expression)


@pytest.mark.parametrize(
    ("variant", "places"),
    [
        ("ec2-in-place", 2),
        ("ec2-blue-green", 1),
        ("ecs-regions", 3),
        ("multi-account", 3),
        ("lambda-linear", 0),
    ],
)
def test_each_place_with_hosts_or_tasks_tells_of_it(variants: Path, variant: str, places: int) -> None:
    found = [alarm for template in Assembly(variants / variant).environments.values() for alarm in outages(template)]
    assert len(found) == places
    for alarm in found:
        assert alarm["AlarmActions"]
        assert (alarm["Threshold"], alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]) == (50, 3, 3)
        assert formula(alarm) == ALWAYS


def test_no_deployment_watches_it(variants: Path) -> None:
    for variant in ("ec2-in-place", "ec2-blue-green", "ecs-regions"):
        for template in Assembly(variants / variant).environments.values():
            groups = [one["Properties"] for _, one in resources(template, "AWS::CodeDeploy::DeploymentGroup")]
            names = {name for name, one in resources(template, "AWS::CloudWatch::Alarm") if "outage" in name}
            assert not any(name in str(group["AlarmConfiguration"]) for group in groups for name in names)


def test_an_environment_that_is_stopped_out_of_hours_is_no_outage(variants: Path) -> None:
    found = Assembly(variants / "s3-no-approval").templates
    shapes = {name: formula(*outages(found[name])) for name in ("production", "dev")}
    assert shapes == {"production": ALWAYS, "dev": IN_ITS_HOURS}
