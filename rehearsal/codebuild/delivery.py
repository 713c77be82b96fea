"""Artifacts to S3 and reports to their groups, as far as the service role may."""

from typing import Any

from rehearsal.codebuild import report_groups
from rehearsal.codebuild.record import Record
from rehearsal.codebuild.reports import Report
from rehearsal.server.authorization import require
from rehearsal.server.credentials import Credentials, client

REPORT_ACTIONS = ("codebuild:CreateReport", "codebuild:BatchPutTestCases", "codebuild:UpdateReport")
AWS_MANAGED = ":alias/aws/"


def put_artifact(identifier: str, name: str | None, data: bytes, record: Record, credentials: Credentials) -> None:
    """Upload one zip, encrypted with the project's key. Raises ApiError or botocore's ClientError."""
    target = record.artifact(identifier)
    encryption: dict[str, Any] = {}
    if target.get("encryptionDisabled") not in (True, "true"):
        encryption["ServerSideEncryption"] = "aws:kms"
        if AWS_MANAGED not in record.project["encryptionKey"]:
            encryption["SSEKMSKeyId"] = record.project["encryptionKey"]
            require_key(credentials, "kms:GenerateDataKey", encryption["SSEKMSKeyId"], record.region)
    key = object_key(target, name, record.uuid)
    client("s3", credentials, record.region).put_object(
        Bucket=target["location"], Key=key, Body=data, Metadata={"codebuild-buildarn": record.arn}, **encryption
    )
    record.uploaded(identifier, f"arn:aws:s3:::{target['location']}/{key}", data)


def object_key(target: dict[str, Any], name: str | None, build: str) -> str:
    """path/[build id/]name, as ProjectArtifacts of the API describes it."""
    overridden = target.get("overrideArtifactName") in (True, "true") and name
    parts = [
        target.get("path", ""),
        build if target.get("namespaceType") == "BUILD_ID" else "",
        name if overridden else target["name"],
    ]
    return "/".join(part.strip("/") for part in parts if part and part.strip("/"))


def send_report(report: Report, record: Record, credentials: Credentials) -> str:
    """The new report's ARN. Raises ApiError(AccessDenied) as AWS would for each call that it stands for."""
    group = report.group
    if not group.startswith("arn:"):
        group = report_groups.group_arn(f"{record.project['name']}-{group}", record.account, record.region)
    if not report_groups.exists(group):
        require(credentials, "codebuild:CreateReportGroup", group, record.region)
        report_groups.add_group(group)
    for action in REPORT_ACTIONS:
        require(credentials, action, group, record.region)
    return report_groups.add_report(group, report, record.arn)


def require_key(credentials: Credentials, action: str, key: str | None, region: str) -> None:
    """S3 uses a customer's key in the caller's name: the caller's policies must allow it."""
    if key is not None and key.startswith("arn:") and ":key/" in key:
        require(credentials, action, key, region, {"kms:ViaService": f"s3.{region}.amazonaws.com"})


def secret_reference(reference: str) -> tuple[str, str, str, str]:
    """secret-id:json-key:version-stage:version-id, where an ARN is itself seven parts long."""
    parts = reference.split(":")
    width = 7 if parts[0] == "arn" else 1
    rest = [*parts[width:], "", "", ""][:3]
    return ":".join(parts[:width]), rest[0], rest[1], rest[2]
