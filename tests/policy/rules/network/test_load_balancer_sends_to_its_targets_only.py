import pytest

from policy.rules.network.load_balancer_sends_to_its_targets_only import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.network.groups import COMPUTE, FRONT, inline, separate, tcp

CASES: list[tuple[Assembly, list[str]]] = [
    (inline("Front", tcp(8080, DestinationSecurityGroupId=COMPUTE), "Egress"), []),
    (separate(FRONT, tcp(8080, DestinationSecurityGroupId=COMPUTE), "Egress"), []),
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0"), "Egress"), ["Egress::tcp 443 0.0.0.0/0"]),
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0")), ["Egress::default"]),
    (inline("Front", tcp(443, CidrIp="255.255.255.255/32"), "Egress"), []),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Assembly, found: list[str]) -> None:
    assert details(check, given) == found
