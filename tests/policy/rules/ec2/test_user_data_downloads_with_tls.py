from typing import Any

import pytest

from policy.rules.ec2.user_data_downloads_with_tls import check
from tests.policy.rules.builder import assembly_of, details

CASES: list[tuple[Any, list[str]]] = [
    ("curl --fail --retry 5 https://example.com/install --output /tmp/install", []),
    ("curl http://169.254.169.254/latest/api/token && curl http://localhost:8080/healthz", []),
    ("tar -kxf /tmp/a.tar", []),
    ("wget http://example.com/a", ["UserData::http://example.com/a"]),
    ("curl -sSkL https://example.com/a", ["UserData::-sSkL"]),
    ("curl https://example.com/a -k", ["UserData::-k"]),
    ("curl --insecure https://example.com/a", ["UserData::--insecure"]),
    ("wget --no-check-certificate https://example.com/a", ["UserData::--no-check-certificate"]),
    ("echo gpgcheck=0 >> /etc/dnf/dnf.conf", ["UserData::gpgcheck=0"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::Instance", "Properties": {"UserData": {"Fn::Base64": given}}})
    assert details(check, assembly) == found
