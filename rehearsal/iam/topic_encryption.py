"""SNS uses a topic's customer managed key in the publisher's name, so publishers need the key's permissions too.

"Setting up Amazon SNS encryption" (SNS developer guide): kms:GenerateDataKey and kms:Decrypt. MiniStack keeps the
key and does not ask.
"""

from collections.abc import Mapping
from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region, new_uuid
from ministack.core.router import extract_access_key_id
from ministack.services import sns

from rehearsal.iam.request import parameters
from rehearsal.server import plug_points as ministack
from rehearsal.server.authorization import denied
from rehearsal.server.encryption import key_arn

PUBLISH = ("Publish", "PublishBatch")
PERMISSIONS = ("kms:GenerateDataKey", "kms:Decrypt")
OF_AWS = "alias/aws/"  # AWS's own key lets everybody of the account use it through SNS


def install() -> None:
    ministack.check_before("sns", refusal)


def refusal(
    service: str, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]
) -> Any:
    """KMS's refusal as SNS hands it on, or None."""
    named, caller = parameters(body, query), extract_access_key_id(headers, query)
    topic = sns._topic_by_arn_any_scope(named.get("TopicArn", "")) if named.get("Action") in PUBLISH else None
    key = topic["attributes"].get("KmsMasterKeyId") if topic else None
    if topic is None or not key or key.startswith(OF_AWS) or not caller:
        return None
    context = {
        "kms:ViaService": f"sns.{get_region()}.amazonaws.com",
        "kms:EncryptionContext:aws:sns:topicArn": topic["arn"],
    }
    for permission in PERMISSIONS:
        denial = denied(caller, get_account_id(), permission, key_arn(key), get_region(), context)
        if denial:
            return iam_actions.access_denied_response(
                service, permission, "", new_uuid(), error_code="KMSAccessDenied", message=denial, headers=headers
            )
    return None
