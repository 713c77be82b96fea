"""Artifacts between actions: zip files in the pipeline's S3 bucket, encrypted with its key."""

import io
import secrets
import zipfile
from dataclasses import dataclass
from typing import Any

from rehearsal.codepipeline.definition import Pipeline

REVISION = "codepipeline-revision"  # object metadata: the commit, which CodeBuild shows to the build


@dataclass(frozen=True)
class Location:
    bucket: str
    key: str

    def __str__(self) -> str:
        return f"{self.bucket}/{self.key}"


def new_location(pipeline: Pipeline, artifact: str) -> Location:
    """<pipeline>/<artifact>/<seven characters>, the first two cut short as CodePipeline does."""
    return Location(pipeline.bucket, f"{pipeline.name[:20]}/{artifact[:10]}/{secrets.token_hex(4)[:7]}")


def put(s3: Any, pipeline: Pipeline, location: Location, data: bytes, revision: str) -> None:
    """Upload with the action's credentials: IAM, the bucket's and the key's policies all have their say."""
    encryption = (
        {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": pipeline.encryption_key} if pipeline.encryption_key else {}
    )
    s3.put_object(Bucket=location.bucket, Key=location.key, Body=data, Metadata={REVISION: revision}, **encryption)


def read_member(s3: Any, location: Location, path: str) -> bytes:
    """One file of an artifact. Raises FileNotFoundError if the artifact does not hold it."""
    data: bytes = s3.get_object(Bucket=location.bucket, Key=location.key)["Body"].read()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if path not in archive.namelist():
            raise FileNotFoundError(f"File [{path}] does not exist in artifact {location}")
        return archive.read(path)
