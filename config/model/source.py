"""Where the code comes from."""

from typing import Literal

from pydantic import Field

from config.fields import Branch, Bucket, ConnectionArn, Glob, Repository, ZipKey
from config.model.value import Value

GLOBS = 8  # in each list of a trigger's filter


class Filter(Value):
    """Globs that CodePipeline matches; an excluded name wins over an included one."""

    include: tuple[Glob, ...] = Field(default=(), max_length=GLOBS)
    """What starts the pipeline; everything that is not excluded, when absent."""
    exclude: tuple[Glob, ...] = Field(default=(), max_length=GLOBS)
    """What does not start the pipeline, even where it is included."""


class Source(Value):
    """Where the code comes from, and which pushes start the pipeline."""

    provider: Literal["github", "gitlab", "bitbucket", "codecommit", "s3"]
    """The first three go through a CodeConnections connection."""
    repository: Repository | None = None
    """owner/name, for gitlab also group/subgroup/name; for codecommit the repository's name. Needed by all but s3."""
    branch: Branch = "main"
    """The branch whose pushes start the pipeline; not for s3."""
    connection: ConnectionArn | None = None
    """ARN of an existing connection; absent: the pipeline's stack makes one, which waits for your click."""
    bucket: Bucket | None = None
    """s3 only: a versioned bucket in the tools account."""
    key: ZipKey | None = None
    """s3 only: the zip file's key."""
    paths: Filter | None = None
    """Only pushes to the branch that change such a file start the pipeline (connections only)."""
    tags: Filter | None = None
    """Pushes of such tags start the pipeline, in place of pushes to the branch (connections only)."""
