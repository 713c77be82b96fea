from typing import Any

import pytest

from policy.rules.iam.resource_policy_is_not_public import check
from tests.policy.rules.builder import assembly_of, details
from tests.policy.rules.policies import bucket_policy, document, key


@pytest.mark.parametrize(
    ("principal", "detail"),
    [
        ("*", "S::*::*"),
        ({"AWS": "*"}, "S::AWS::*"),
        ({"Service": "*"}, "S::Service::*"),
        ({"AWS": "arn:aws:iam::111111111111:role/*"}, "S::AWS::arn:aws:iam::111111111111:role/*"),
        ({"CanonicalUser": "79a59d"}, "S::CanonicalUser::79a59d"),
    ],
)
@pytest.mark.parametrize("policy", [bucket_policy, key])
def test_everyone_is_found(policy: Any, principal: Any, detail: str) -> None:
    assert details(check, assembly_of(policy({"Sid": "S", "Principal": principal}))) == [detail]


def test_an_exclusion_is_found() -> None:
    found = details(check, assembly_of(bucket_policy({"Sid": "S", "NotPrincipal": {"AWS": "1"}})))
    assert found == ["S::NotPrincipal::AWS::1"]


def test_named_ones_denials_and_endpoints_pass() -> None:
    named, denial = {"Principal": {"AWS": "111111111111"}}, {"Effect": "Deny", "Principal": "*"}
    endpoint = {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"PolicyDocument": document({"Principal": "*"})}}
    assert details(check, assembly_of(bucket_policy(named, denial), endpoint)) == []
