from typing import Any

import pytest

from policy.rules.lambda_function.permission_is_for_its_target_group import check
from tests.policy.rules.builder import ACCOUNT, REGION, assembly_of, details

ALIAS, FUNCTION = {"Ref": "Alias"}, {"Ref": "Function"}
GROUPS = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup"
OWN, ANY = f"{GROUPS}/web/*", f"{GROUPS}/*"


@pytest.mark.parametrize(
    ("called", "source", "targets", "found"),
    [
        (ALIAS, OWN, ALIAS, []),
        (ALIAS, ANY, ALIAS, [f"SourceArn::{ANY}"]),
        (ALIAS, None, ALIAS, ["SourceArn::null"]),
        (ALIAS, OWN, FUNCTION, [f"SourceArn::{OWN}"]),
        (FUNCTION, OWN, FUNCTION, ["FunctionName::${Function}"]),
    ],
)
def test_finds(called: Any, source: Any, targets: Any, found: list[str]) -> None:
    permission = {"Principal": "elasticloadbalancing.amazonaws.com", "FunctionName": called, "SourceArn": source}
    assembly = assembly_of(
        {"Type": "AWS::Lambda::Permission", "Properties": permission},
        Alias={"Type": "AWS::Lambda::Alias"},
        Function={"Type": "AWS::Lambda::Function"},
        Targets={
            "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
            "Properties": {"Name": "web", "Targets": [{"Id": targets}]},
        },
    )
    assert details(check, assembly) == found
