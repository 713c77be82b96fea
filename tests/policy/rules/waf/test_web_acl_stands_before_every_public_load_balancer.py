from typing import Any

import pytest

from policy.rules.waf.web_acl_stands_before_every_public_load_balancer import check
from tests.policy.rules.builder import assembly_of, details

PUBLIC = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Scheme": "internet-facing"}}
INTERNAL = {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Scheme": "internal"}}
ACL = {"Type": "AWS::WAFv2::WebACL"}
OF_FRONT = {"Type": "AWS::WAFv2::WebACLAssociation", "Properties": {"ResourceArn": {"Ref": "Front"}}}

CASES: list[tuple[Any, list[str]]] = [
    ({"Front": PUBLIC}, []),
    ({"Front": PUBLIC, "Acl": ACL, "Association": OF_FRONT}, []),
    ({"Front": PUBLIC, "Inner": INTERNAL, "Acl": ACL, "Association": OF_FRONT}, []),
    ({"Front": PUBLIC, "Acl": ACL}, ["WebACLAssociation::none"]),
    ({"Front": PUBLIC, "Second": PUBLIC, "Acl": ACL, "Association": OF_FRONT}, ["WebACLAssociation::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(**given)
    assert details(check, assembly) == found
