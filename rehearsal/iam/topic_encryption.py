"""SNS uses a topic's customer managed key in the publisher's name, so publishers need the key's permissions too.

"Setting up Amazon SNS encryption" (SNS developer guide): kms:GenerateDataKey and kms:Decrypt. MiniStack keeps the
key and does not ask.
"""

from typing import Any

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region, new_uuid
from ministack.services import sns

from rehearsal.server import plug_points as ministack
from rehearsal.server.authorization import denied
from rehearsal.server.call import Call
from rehearsal.server.encryption import key_arn

PUBLISH = ("sns:Publish", "sns:PublishBatch")
PERMISSIONS = ("kms:GenerateDataKey", "kms:Decrypt")
OF_AWS = "alias/aws/"  # AWS's own key lets everybody of the account use it through SNS


def install() -> None:
    ministack.check_before("sns", refusal)


def refusal(call: Call) -> Any:
    """KMS's refusal as SNS hands it on, or None."""
    topic = sns._topic_by_arn_any_scope(call.parameters.get("TopicArn", "")) if call.action in PUBLISH else None
    key = topic["attributes"].get("KmsMasterKeyId") if topic else None
    if topic is None or not key or key.startswith(OF_AWS) or not call.access_key_id:
        return None
    context = {
        "kms:ViaService": f"sns.{get_region()}.amazonaws.com",
        "kms:EncryptionContext:aws:sns:topicArn": topic["arn"],
    }
    for permission in PERMISSIONS:
        denial = denied(call.access_key_id, get_account_id(), permission, key_arn(key), get_region(), context)
        if denial:
            return iam_actions.access_denied_response(
                "sns", permission, "", new_uuid(), error_code="KMSAccessDenied", message=denial, headers=call.headers
            )
    return None
