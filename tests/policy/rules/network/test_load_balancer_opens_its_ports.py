import pytest

from policy.rules.network.load_balancer_opens_its_ports import check
from tests.policy.rules.builder import assembly_of, details

OWN = {"Fn::GetAtt": ["Group", "GroupId"]}
BALANCER = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"SecurityGroups": [OWN]}}
LISTENER = {
    "Type": "AWS::ElasticLoadBalancingV2::Listener",
    "Properties": {"LoadBalancerArn": {"Ref": "Balancer"}, "Port": 443},
}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (443, 443, []),
        (80, 80, ["Ingress::tcp 80 192.0.2.0/24"]),
        (443, 444, ["Ingress::tcp 443-444 192.0.2.0/24"]),
    ],
)
def test_finds(first: int, last: int, found: list[str]) -> None:
    rule = {"IpProtocol": "tcp", "FromPort": first, "ToPort": last, "CidrIp": "192.0.2.0/24"}
    group = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [rule]}}
    assert details(check, assembly_of(Group=group, Balancer=BALANCER, Listener=LISTENER)) == found
    assert details(check, assembly_of(Group=group)) == []
