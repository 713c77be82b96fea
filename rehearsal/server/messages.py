"""What topics are told, shown where the run is watched: nothing here sends a mail."""

import json
from typing import Any

from rehearsal.server import plug_points as ministack
from rehearsal.server.call import Call
from rehearsal.server.progress import tell


def install() -> None:
    """Before whatever refuses a message, so that only such are shown as go out."""
    ministack.check_before("sns", show)


def show(call: Call) -> Any:
    if call.action == "sns:Publish":
        given = call.parameters
        text = given.get("Message", "")
        if given.get("MessageStructure") == "json":
            text = json.loads(text)["default"]
        tell("message", topic=given.get("TopicArn", "").rpartition(":")[2], text=text)
