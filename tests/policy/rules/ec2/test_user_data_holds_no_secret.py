import base64
from typing import Any

import pytest

from policy.rules.ec2.user_data_holds_no_secret import check
from tests.policy.rules.builder import assembly_of, details

ACCESS_KEY = "AKIA" + "IOSFODNN7EXAMPLE"
PRIVATE_KEY = "-----BEGIN " + "PRIVATE KEY-----"

CASES: list[tuple[Any, list[str]]] = [
    ({"Fn::Base64": "#!/bin/bash\ndnf install --assumeyes ruby"}, []),
    ({"Fn::Base64": "TOKEN=$(aws secretsmanager get-secret-value --secret-id app)"}, []),
    ({"Fn::Base64": "export DB_PASSWORD=hunter2"}, ["UserData::DB_PASSWORD"]),
    ({"Fn::Base64": "aws_secret_access_key = abcd"}, ["UserData::aws_secret_access_key"]),
    ({"Fn::Base64": {"Fn::Join": ["", ["PASS", "WORD=hunter2"]]}}, ["UserData::PASSWORD"]),
    ({"Fn::Base64": {"Fn::Sub": "password: '${Name}1'"}}, []),
    ({"Fn::Base64": f"aws configure set id {ACCESS_KEY}"}, ["UserData::AWS access key"]),
    ({"Fn::Base64": PRIVATE_KEY}, ["UserData::private key"]),
    (base64.b64encode(b"PASSWORD=hunter2").decode(), ["UserData::PASSWORD"]),
    ("PASSWORD=hunter2", ["UserData::PASSWORD"]),
]


@pytest.mark.parametrize(("given", "found"), CASES)
def test_finds(given: Any, found: list[str]) -> None:
    assembly = assembly_of(
        {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"UserData": given}}}
    )
    assert details(check, assembly) == found
