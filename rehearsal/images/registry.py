"""The local ECR's layers, which MiniStack's API takes and forgets; and calls to the registry of another account.

Pushing and pulling are the API's own operations, in the order in which Docker's client makes them for ECR.
"""

import base64
import json
from collections.abc import Callable, Mapping
from typing import Any

from ministack.core.responses import error_response_json, get_account_id, get_region, json_response, request_scope
from ministack.services import ecr

from rehearsal.images.build import LAYER, MANIFEST, Image, digest
from rehearsal.server import plug_points as ministack

_uploads: dict[str, bytearray] = {}


class NoImage(Exception):
    """The repository does not hold it."""


def install() -> None:
    ministack.add_resource_arns("ecr", _resource_arn)
    ecr._upload_layer_part, ecr._complete_layer_upload = _upload_layer_part, _complete_layer_upload
    ecr._batch_check_layer_availability = _batch_check_layer_availability
    for name in ("_batch_get_image", "_get_download_url_for_layer"):
        setattr(ecr, name, _in_registry(getattr(ecr, name)))
    own_policy = ecr.repository_policy_for_arn

    def policy(arn: str) -> Any:
        _, _, _, region, account, _ = arn.split(":", 5)
        with request_scope(account, region):
            return own_policy(arn)

    ecr.repository_policy_for_arn = policy


def push(client: Any, repository: str, tags: list[str], image: Image) -> None:
    """With the caller's own rights. Raises ClientError, for a tag that exists too."""
    client.get_authorization_token()
    client.describe_repositories(repositoryNames=[repository])
    for layer, data in image.blobs.items():
        found = client.batch_check_layer_availability(repositoryName=repository, layerDigests=[layer])["layers"]
        if found[0]["layerAvailability"] != "AVAILABLE":
            _upload(client, repository, layer, data)
    for tag in tags:
        client.put_image(
            repositoryName=repository, imageManifest=image.manifest, imageManifestMediaType=MANIFEST, imageTag=tag
        )


def pull(client_in: Callable[[str], Any], uri: str) -> tuple[dict[str, Any], bytes]:
    """(configuration, layer) of `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>`.

    The caller's client, in the image's region, asks for everything that ECR's own clients ask for, as ECS's agent does:
    https://github.com/aws/amazon-ecs-agent/blob/master/agent/ecr/factory.go. Raises NoImage, ClientError.
    """
    host, _, rest = uri.partition("/")
    account, region = host.split(".")[0], host.split(".")[3]
    name, _, wanted = rest.partition("@") if "@" in rest else rest.partition(":")
    image_id = {"imageDigest": wanted} if "@" in rest else {"imageTag": wanted}
    of_account = {"registryId": account, "repositoryName": name}
    client = client_in(region)
    client.get_authorization_token()
    answer = client.batch_get_image(**of_account, imageIds=[image_id])
    if not answer["images"]:
        raise NoImage(f"{uri}: not found")
    manifest = json.loads(answer["images"][0]["imageManifest"])
    blobs = []
    for part in (manifest["config"], manifest["layers"][0]):
        client.get_download_url_for_layer(**of_account, layerDigest=part["digest"])
        with request_scope(account, region):
            blobs.append(ecr._layer_blobs[name][part["digest"]])  # what the signed URL leads to
    return json.loads(blobs[0]), blobs[1]


def _in_registry(operation: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """IAM has let the call pass; MiniStack would look in the caller's own registry."""

    def answer(data: dict[str, Any]) -> Any:
        with request_scope(data.get("registryId") or get_account_id(), get_region()):
            return operation(data)

    return answer


def _upload(client: Any, repository: str, layer: str, data: bytes) -> None:
    upload = client.initiate_layer_upload(repositoryName=repository)["uploadId"]
    where = {"repositoryName": repository, "uploadId": upload}
    client.upload_layer_part(**where, partFirstByte=0, partLastByte=len(data) - 1, layerPartBlob=data)
    client.complete_layer_upload(**where, layerDigests=[layer])


def _resource_arn(operation: str, request: Mapping[str, Any], region: str, account: str) -> str | None:
    """Of the registry that the call names, which may be another account's."""
    name = request.get("repositoryName") or (request.get("repositoryNames") or [""])[0]
    if not name:
        return "*"
    return f"arn:aws:ecr:{region}:{request.get('registryId', account)}:repository/{name}"


def _upload_layer_part(data: dict[str, Any]) -> Any:
    part = base64.b64decode(data["layerPartBlob"])
    _uploads.setdefault(data["uploadId"], bytearray()).extend(part)
    return json_response({
        "registryId": get_account_id(), "repositoryName": data["repositoryName"], "uploadId": data["uploadId"],
        "lastByteReceived": int(data["partLastByte"]),
    })  # fmt: skip


def _complete_layer_upload(data: dict[str, Any]) -> Any:
    content, [wanted] = bytes(_uploads.pop(data["uploadId"], b"")), data["layerDigests"]
    if digest(content) != wanted:
        return error_response_json("InvalidLayerException", f"The layer is {digest(content)}, not {wanted}", 400)
    ecr._layer_blobs.setdefault(data["repositoryName"], {})[wanted] = content
    return json_response({
        "registryId": get_account_id(), "repositoryName": data["repositoryName"], "uploadId": data["uploadId"],
        "layerDigest": wanted,
    })  # fmt: skip


def _batch_check_layer_availability(data: dict[str, Any]) -> Any:
    known = ecr._layer_blobs.get(data["repositoryName"], {})
    layers = [
        {
            "layerDigest": one, "layerSize": len(known.get(one, b"")), "mediaType": LAYER,
            "layerAvailability": "AVAILABLE" if one in known else "UNAVAILABLE",
        }
        for one in data["layerDigests"]
    ]  # fmt: skip
    return json_response({"layers": layers, "failures": []})
