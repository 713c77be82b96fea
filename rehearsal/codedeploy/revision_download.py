"""The agent's download of a revision from S3, with the credentials of the instance's role."""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from rehearsal.codedeploy.agent import DownloadError
from rehearsal.codedeploy.store import Shape
from rehearsal.fleet import ministack
from rehearsal.fleet.fleet import Member
from rehearsal.server.credentials import assume_as_service, client
from rehearsal.server.service import ApiError


def download(revision: Shape, member: Member) -> bytes:
    """Raises DownloadError, with S3's or IAM's words."""
    role_arn = ministack.profile_role_arn(member.account, member.region, member.instance_id)
    if role_arn is None:
        raise DownloadError(f"{member.instance_id} has no instance profile, so it has no credentials for S3")
    location = revision["s3Location"]
    wanted: dict[str, Any] = {"Bucket": location["bucket"], "Key": location["key"]}
    if location.get("version"):
        wanted["VersionId"] = location["version"]
    if location.get("eTag"):
        wanted["IfMatch"] = location["eTag"]
    try:
        credentials = assume_as_service(
            role_arn, "ec2.amazonaws.com", member.instance_id, source_arn=member.arn, region=member.region
        )
        body: bytes = client("s3", credentials, member.region).get_object(**wanted)["Body"].read()
    except (ApiError, BotoCoreError, ClientError) as error:
        raise DownloadError(f"{error} (s3://{location['bucket']}/{location['key']})") from error
    return body


def bundle_variables(revision: Shape) -> dict[str, str]:
    """What hook scripts know about where their revision comes from."""
    location = revision["s3Location"]
    names = {"BUNDLE_BUCKET": "bucket", "BUNDLE_KEY": "key", "BUNDLE_VERSION": "version", "BUNDLE_ETAG": "eTag"}
    return {name: location[key] for name, key in names.items() if location.get(key)}
