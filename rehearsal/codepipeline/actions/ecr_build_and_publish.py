"""Build an image and push it to ECR, with the action's role. Without Docker: rehearsal/images.

https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECRBuildAndPublish.html
"""

import io
import zipfile

from botocore.exceptions import ClientError

from rehearsal.codepipeline.job import ActionFailed, Job, Outcome
from rehearsal.images import registry
from rehearsal.images.build import Image, build
from rehearsal.images.dockerfile import DockerfileError, parse
from rehearsal.server.log_stream import LogStream

KNOWN = {"ECRRepositoryName", "DockerFilePath", "ImageTags", "RegistryType"}
LIMIT = 1 << 30  # bytes of an artifact


def run(job: Job) -> Outcome:
    unknown = job.configuration.keys() - KNOWN
    if unknown or job.configuration.get("RegistryType", "private").lower() != "private":
        what = ", ".join(sorted(unknown)) or "public registries"
        raise ActionFailed("ConfigurationError", f"The rehearsal does not have {what} of ECRBuildAndPublish")
    repository = job.configuration["ECRRepositoryName"]
    tags = job.configuration.get("ImageTags", "latest").split(",")
    log = LogStream(job.client("logs"), f"/aws/codepipeline/{job.pipeline.name}", job.execution_id)
    log.open()
    try:
        image = _built(job)
        log.line(f"built {image.digest}")
        registry.push(job.client("ecr"), repository, tags, image)
        log.line(f"pushed {repository}: {', '.join(tags)}")
    except (DockerfileError, ClientError) as error:
        log.line(str(error))
        raise ActionFailed("JobFailed", str(error)) from error
    finally:
        log.close()
    job.progress.summary = image.digest
    return Outcome({"ECRImageDigestId": image.digest, "ECRRepositoryName": repository})


def _built(job: Job) -> Image:
    where = job.inputs[job.action.inputs[0]]
    data = job.client("s3").get_object(Bucket=where.bucket, Key=where.key)["Body"].read(LIMIT)
    path = job.configuration.get("DockerFilePath", "Dockerfile")
    with zipfile.ZipFile(io.BytesIO(data)) as context:
        if path not in context.namelist():
            raise ActionFailed("ConfigurationError", f"The artifact holds no {path}")
        return build(parse(context.read(path).decode()), context)
