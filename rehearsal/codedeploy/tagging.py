"""Tags of applications and deployment groups: the API's operations."""

from rehearsal.codedeploy import store
from rehearsal.server.service import ApiError, Request, Response


def tag_resource(request: Request) -> Response:
    _tags(request["ResourceArn"]).update({tag["Key"]: tag["Value"] for tag in request["Tags"]})
    return None


def untag_resource(request: Request) -> Response:
    tags = _tags(request["ResourceArn"])
    for key in request["TagKeys"]:
        tags.pop(key, None)
    return None


def list_tags_for_resource(request: Request) -> Response:
    return {"Tags": [{"Key": key, "Value": value} for key, value in _tags(request["ResourceArn"]).items()]}


def _tags(arn: str) -> dict[str, str]:
    """Raises ApiError with the API's name for a resource that does not exist."""
    kind, _, name = arn.partition("codedeploy:")[2].partition(":")[2].partition(":")[2].partition(":")
    if kind == "application":
        store.application(name)
    elif kind == "deploymentgroup":
        application, _, group = name.partition("/")
        store.group(application, group)
    else:
        raise ApiError("ArnNotSupportedException", f"{arn} is no application or deployment group")
    return store.tags.setdefault(arn, {})
