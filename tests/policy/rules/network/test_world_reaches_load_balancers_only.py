import pytest

from policy.rules.network.world_reaches_load_balancers_only import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.network.groups import COMPUTE, FRONT, inline, separate, tcp

CASES: list[tuple[Assembly, list[str]]] = [
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0")), []),
    (separate(FRONT, tcp(443, CidrIpv6="::/0")), []),
    (inline("Front", tcp(80, CidrIp="10.0.0.0/8")), []),
    (inline("Compute", tcp(8080, SourceSecurityGroupId=FRONT)), []),
    (inline("Compute", tcp(8080, CidrIp={"Fn::GetAtt": ["Vpc", "CidrBlock"]})), []),
    (inline("Front", tcp(22, CidrIp="0.0.0.0/0")), ["Ingress::tcp 22 0.0.0.0/0"]),
    (inline("Front", tcp(443, 444, CidrIp="0.0.0.0/0")), ["Ingress::tcp 443-444 0.0.0.0/0"]),
    (inline("Other", tcp(443, CidrIp="0.0.0.0/0")), ["Ingress::tcp 443 0.0.0.0/0"]),
    (inline("Other", tcp(9000, CidrIp="128.0.0.0/1")), ["Ingress::tcp 9000 128.0.0.0/1"]),
    (separate(COMPUTE, tcp(8080, CidrIpv6="::/0")), ["Ingress::tcp 8080 ::/0"]),
    (separate("sg-1", tcp(443, CidrIp="0.0.0.0/0")), ["Ingress::tcp 443 0.0.0.0/0"]),
    (inline("Other", tcp(9000, CidrIp={"Ref": "Allowed"})), ["Ingress::tcp 9000 ${Allowed}"]),
    (inline("Other", {"Fn::If": ["Open", {}, {}]}), ["Ingress::-1 all ports unknown"]),
    (inline("Other", {"IpProtocol": "icmp", "FromPort": 8, "CidrIp": "0.0.0.0/0"}), ["Ingress::icmp -1 0.0.0.0/0"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Assembly, found: list[str]) -> None:
    assert details(check, given) == found
