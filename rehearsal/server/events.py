"""Events that AWS services put on the default event bus of the account in which something happened."""

import json
import time
import uuid
from collections.abc import Sequence
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import eventbridge


def put_event(
    account: str, region: str, source: str, detail_type: str, detail: dict[str, Any], resources: Sequence[str] = ()
) -> None:
    """What `source` (e.g. aws.codepipeline) sends to EventBridge; rules and targets follow from there."""
    with request_scope(account, region):
        eventbridge._dispatch_event(
            {
                "EventId": str(uuid.uuid4()),
                "Source": source,
                "DetailType": detail_type,
                "Detail": json.dumps(detail),
                "EventBusName": "default",
                "Time": time.time(),
                "Account": account,
                "Region": region,
                "Resources": list(resources),
            }
        )
