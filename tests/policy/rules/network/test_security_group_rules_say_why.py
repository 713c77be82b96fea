import pytest

from policy.rules.network.security_group_rules_say_why import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.network.groups import FRONT, inline, separate, tcp

CASES: list[tuple[Assembly, list[str]]] = [
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0", Description="Requests")), []),
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0")), ["Description::Ingress::tcp 443 0.0.0.0/0"]),
    (separate(FRONT, tcp(443, CidrIp="0.0.0.0/0"), "Egress"), ["Description::Egress::tcp 443 0.0.0.0/0"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Assembly, found: list[str]) -> None:
    assert details(check, given) == found
