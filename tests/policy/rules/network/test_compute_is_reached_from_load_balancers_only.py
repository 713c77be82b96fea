import pytest

from policy.rules.network.compute_is_reached_from_load_balancers_only import check
from policy.templates.assembly import Assembly
from tests.policy.rules.builder import details
from tests.policy.rules.network.groups import COMPUTE, FRONT, inline, separate, tcp

CASES: list[tuple[Assembly, list[str]]] = [
    (inline("Compute", tcp(8080, SourceSecurityGroupId=FRONT)), []),
    (separate(COMPUTE, tcp(8080, SourceSecurityGroupId=FRONT)), []),
    (inline("Front", tcp(443, CidrIp="0.0.0.0/0")), []),
    (inline("Compute", tcp(8080, CidrIp="10.0.0.0/16")), ["Ingress::tcp 8080 10.0.0.0/16"]),
    (separate(COMPUTE, tcp(8080, SourceSecurityGroupId=COMPUTE)), ["Ingress::tcp 8080 ${Compute.GroupId}"]),
    (separate(COMPUTE, tcp(8080, SourcePrefixListId="pl-1")), ["Ingress::tcp 8080 pl-1"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Assembly, found: list[str]) -> None:
    assert details(check, given) == found
