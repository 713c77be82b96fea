"""Artifacts between actions: zip files in the S3 bucket of the action's region, encrypted with its key."""

import io
import secrets
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rehearsal.codepipeline.definition import Pipeline, Store

REVISION = "codepipeline-revision"  # object metadata: the commit, which CodeBuild shows to the build


@dataclass(frozen=True)
class Location:
    bucket: str
    key: str

    def __str__(self) -> str:
        return f"{self.bucket}/{self.key}"


def new_location(pipeline: Pipeline, artifact: str) -> Location:
    """<pipeline>/<artifact>/<seven characters>, the first two cut short as CodePipeline does."""
    bucket = pipeline.stores[pipeline.region].bucket
    return Location(bucket, f"{pipeline.name[:20]}/{artifact[:10]}/{secrets.token_hex(4)[:7]}")


def put(s3: Any, pipeline: Pipeline, location: Location, data: bytes, revision: str) -> None:
    """Upload with the action's credentials: IAM, the bucket's and the key's policies all have their say."""
    _put(s3, pipeline.stores[pipeline.region], location.key, data, {REVISION: revision})


def copied(pipeline: Pipeline, location: Location, region: str, s3_of: Callable[[str], Any]) -> Location:
    """The same artifact in the store of the action's region, where CodePipeline copies it. `s3_of`: by region, with
    the credentials of the pipeline's role."""
    found = s3_of(pipeline.region).get_object(Bucket=location.bucket, Key=location.key)
    store = pipeline.stores[region]
    _put(s3_of(region), store, location.key, found["Body"].read(), found["Metadata"])
    return Location(store.bucket, location.key)


def _put(s3: Any, store: Store, key: str, data: bytes, metadata: dict[str, str]) -> None:
    encryption = (
        {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": store.encryption_key} if store.encryption_key else {}
    )
    s3.put_object(Bucket=store.bucket, Key=key, Body=data, Metadata=metadata, **encryption)


def read_member(s3: Any, location: Location, path: str) -> bytes:
    """One file of an artifact. Raises FileNotFoundError if the artifact does not hold it."""
    data: bytes = s3.get_object(Bucket=location.bucket, Key=location.key)["Body"].read()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if path not in archive.namelist():
            raise FileNotFoundError(f"File [{path}] does not exist in artifact {location}")
        return archive.read(path)
