import pytest

from policy.rules.ec2.user_data_stops_at_an_error import check
from tests.policy.rules.builder import assembly_of, details

CASES = [
    ("#!/bin/bash\nset -euxo pipefail\ndnf install --assumeyes ruby", []),
    ("", []),
    ("#!/bin/bash\ndnf install --assumeyes ruby", ["UserData::#!/bin/bash dnf install --assumeyes ruby"]),
    ("#!/bin/bash\nset +e", ["UserData::#!/bin/bash set +e"]),
    ("#!/bin/bash\nrm /tmp/x\nset -euxo pipefail", ["UserData::#!/bin/bash rm /tmp/x"]),
    ("#cloud-config", ["UserData::#cloud-config"]),
]


@pytest.mark.parametrize(("script", "found"), CASES)
def test_finds(script: str, found: list[str]) -> None:
    assembly = assembly_of({"Type": "AWS::EC2::Instance", "Properties": {"UserData": {"Fn::Base64": script}}})
    assert details(check, assembly) == found
