import pytest

from policy.rules.network.compute_opens_its_target_ports import check
from tests.policy.rules.builder import assembly_of, details

OWN = {"Fn::GetAtt": ["Group", "GroupId"]}
INSTANCE = {"Type": "AWS::EC2::Instance", "Properties": {"SecurityGroupIds": [OWN]}}
TARGETS = {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {"Port": 8080}}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (8080, 8080, []),
        (8080, 8090, ["Ingress::tcp 8080-8090 10.0.0.0/16"]),
        (9000, 9000, ["Ingress::tcp 9000 10.0.0.0/16"]),
    ],
)
def test_finds(first: int, last: int, found: list[str]) -> None:
    rule = {"GroupId": OWN, "IpProtocol": "tcp", "FromPort": first, "ToPort": last, "CidrIp": "10.0.0.0/16"}
    ingress = {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": rule}
    group = {"Type": "AWS::EC2::SecurityGroup"}
    assert details(check, assembly_of(INSTANCE, Group=group, Targets=TARGETS, Rule=ingress)) == found
    assert details(check, assembly_of(Group=group, Targets=TARGETS, Rule=ingress)) == []
