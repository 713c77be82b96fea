import pytest

from policy.rules.network.ingress_names_its_ports import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.network.groups import COMPUTE, FRONT, inline, separate, tcp

CASES: list[tuple[Assembly, list[str]]] = [
    (inline("Compute", tcp(8080, SourceSecurityGroupId=FRONT)), []),
    (inline("Compute", tcp(0, 65535, SourceSecurityGroupId=FRONT)), ["Ingress::tcp all ports ${Front.GroupId}"]),
    (separate(COMPUTE, {"IpProtocol": -1, "CidrIp": "10.0.0.0/8"}), ["Ingress::-1 all ports 10.0.0.0/8"]),
    (inline("Other", {"IpProtocol": "tcp", "CidrIp": "10.0.0.0/8"}), ["Ingress::tcp all ports 10.0.0.0/8"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Assembly, found: list[str]) -> None:
    assert details(check, given) == found
