"""The API of CodeConnections and AWS::CodeConnections::Connection.

A connection is PENDING until somebody clicks in the console; here `complete_all` is that click.
"""

import sys
import uuid
from typing import Any

from ministack.core.responses import get_account_id, get_region

from rehearsal.server import plug_points as ministack
from rehearsal.server.service import ApiError, Request, Response, json_service

_connections: dict[str, Request] = {}  # by ARN


def create_connection(request: Request) -> Response:
    arn = f"arn:aws:codeconnections:{get_region()}:{get_account_id()}:connection/{uuid.uuid4()}"
    _connections[arn] = {
        "ConnectionArn": arn,
        "ConnectionName": request["ConnectionName"],
        "ProviderType": request.get("ProviderType", "GitHub"),
        "OwnerAccountId": get_account_id(),
        "ConnectionStatus": "PENDING",
    }
    return {"ConnectionArn": arn}


def get_connection(request: Request) -> Response:
    found = _connections.get(request["ConnectionArn"])
    if found is None:
        raise ApiError("ResourceNotFoundException", f"No connection {request['ConnectionArn']}")
    return {"Connection": found}


def list_connections(request: Request) -> Response:
    return {"Connections": [c for c in _connections.values() if c["OwnerAccountId"] == get_account_id()]}


def delete_connection(request: Request) -> Response:
    _connections.pop(request["ConnectionArn"], None)
    return None


def status(arn: str) -> str:
    """PENDING or AVAILABLE. A connection that pipeline.yml names by its ARN exists already, completed."""
    found = _connections.get(arn)
    return found["ConnectionStatus"] if found else "AVAILABLE"


def complete_all() -> int:
    """Complete every pending connection, as the click in the console does; how many there were."""
    pending = [c for c in _connections.values() if c["ConnectionStatus"] == "PENDING"]
    for connection in pending:
        connection["ConnectionStatus"] = "AVAILABLE"
    return len(pending)


def _create(logical_id: str, properties: Request, stack: str) -> tuple[str, Request]:
    arn = (create_connection(properties) or {})["ConnectionArn"]
    return arn, {"ConnectionArn": arn, "ConnectionStatus": "PENDING", "OwnerAccountId": get_account_id()}


def _delete(arn: str, properties: Request) -> None:
    _connections.pop(arn, None)


handle_request = json_service(
    {
        "CreateConnection": create_connection,
        "GetConnection": get_connection,
        "ListConnections": list_connections,
        "DeleteConnection": delete_connection,
    }
)


def resource_arn(operation: str, request: Request, region: str, account: str) -> str | None:
    return str(request.get("ConnectionArn", "*"))


def install() -> None:
    module: Any = sys.modules[__name__]
    ministack.add_service("codeconnections", module, "com.amazonaws.codeconnections.CodeConnections_20231201")
    ministack.add_resource_arns("codeconnections", resource_arn)
    handlers = {"create": _create, "delete": _delete}
    ministack.add_resource_types(
        {
            "AWS::CodeConnections::Connection": handlers,
            "AWS::CodeStarConnections::Connection": handlers,
        }
    )


def get_state() -> dict[str, Any]:
    """MiniStack asks every service; the rehearsal persists nothing."""
    return {}


def reset() -> None:
    _connections.clear()
