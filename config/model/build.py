"""How CodeBuild builds the application."""

from typing import Literal

from pydantic import Field

from config.fields import Image
from config.model.scan import Scan
from config.model.value import Value


class Build(Value):
    """How CodeBuild builds and tests the application, and synthesizes the stacks."""

    compute: Literal["small", "medium", "large", "xlarge"] = "small"
    """Size of the build host: 2, 4, 8 or 36 vCPUs."""
    image: Image = "aws/codebuild/standard:8.0"
    """Image of the build container."""
    cache: Literal["local", "s3", "none"] = "local"
    """local: best effort, on the build host; s3: kept in a bucket."""
    timeout_minutes: int = Field(default=20, ge=5, le=2160)
    """Minutes after which a build fails."""
    scan: Scan = Scan()
