from typing import Any

import pytest

from policy.rules.network.network_acl_opens_no_administration_port import check
from tests.policy.rules.builder import assembly_of, details

OPEN = {"Protocol": 6, "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 22, "To": 22}}

CASES: list[tuple[Any, list[str]]] = [
    ({**OPEN, "PortRange": {"From": 443, "To": 443}}, []),
    ({**OPEN, "RuleAction": "deny"}, []),
    ({**OPEN, "Egress": True}, []),
    ({**OPEN, "CidrBlock": "10.0.0.0/8"}, []),
    (OPEN, ["Ingress::6 22 0.0.0.0/0"]),
    ({"Protocol": -1, "RuleAction": "allow", "Ipv6CidrBlock": "::/0"}, ["Ingress::-1 all ports ::/0"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::NetworkAclEntry", "Properties": given})
    assert details(check, assembly) == found
