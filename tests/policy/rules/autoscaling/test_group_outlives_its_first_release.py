import pytest

from policy.rules.autoscaling.group_outlives_its_first_release import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.codedeploy.groups import definition

GROUP = "AWS::AutoScaling::AutoScalingGroup"


@pytest.mark.parametrize(("kind", "found"), [("EC2", []), ("ELB", ["HealthCheckType ELB"])])
def test_finds(kind: str, found: list[str]) -> None:
    instances = {"Type": GROUP, "Properties": {"HealthCheckType": kind}}
    deployed = definition(AutoScalingGroups=[{"Ref": "Instances"}])
    assert details(check, assembly_of(deployed, Instances=instances)) == found
    assert details(check, assembly_of(definition(), Instances=instances)) == []
