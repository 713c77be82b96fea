from typing import Any

import pytest

from policy.rules.waf.web_acl_logs_its_decisions import check
from tests.policy.rules.builder import assembly_of, details

ACL = {"Type": "AWS::WAFv2::WebACL"}

CASES: list[tuple[Any, list[str]]] = [
    ({"ResourceArn": {"Fn::GetAtt": ["Acl", "Arn"]}, "LogDestinationConfigs": ["arn:aws:s3:::aws-waf-logs"]}, []),
    ({"ResourceArn": {"Fn::GetAtt": ["Acl", "Arn"]}}, ["LoggingConfiguration::none"]),
    ({"ResourceArn": "other", "LogDestinationConfigs": ["arn:aws:s3:::l"]}, ["LoggingConfiguration::none"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::WAFv2::LoggingConfiguration", "Properties": given}, Acl=ACL)
    assert details(check, assembly) == found
