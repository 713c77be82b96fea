from typing import Any

import pytest

from policy.rules.messaging.queue_has_own_key import check
from tests.policy.rules.builder import assembly_of, details


def found(**properties: Any) -> list[str]:
    return details(check, assembly_of({"Type": "AWS::SQS::Queue", "Properties": properties}))


def test_a_key_of_the_customer() -> None:
    assert found(KmsMasterKeyId={"Ref": "Key"}) == []


@pytest.mark.parametrize("properties", [{}, {"KmsMasterKeyId": "alias/aws/sqs"}, {"SqsManagedSseEnabled": True}])
def test_no_key_or_one_of_aws(properties: dict[str, Any]) -> None:
    assert found(**properties) == ["KmsMasterKeyId"]
