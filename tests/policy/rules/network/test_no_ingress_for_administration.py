import pytest

from policy.rules.network.no_ingress_for_administration import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.network.groups import COMPUTE, FRONT, inline, separate, tcp

CASES: list[tuple[Assembly, list[str]]] = [
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0")), []),
    (inline("Other", tcp(22, CidrIp="192.0.2.1/32")), ["Ingress::tcp 22 192.0.2.1/32"]),
    (separate(COMPUTE, tcp(3000, 4000, SourceSecurityGroupId=FRONT)), ["Ingress::tcp 3000-4000 ${Front.GroupId}"]),
    (inline("Other", {"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}), ["Ingress::-1 all ports 10.0.0.0/8"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Assembly, found: list[str]) -> None:
    assert details(check, given) == found
