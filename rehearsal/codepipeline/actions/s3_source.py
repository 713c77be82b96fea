"""Source from a versioned S3 bucket: a zip file at a fixed key."""

from rehearsal.codepipeline.actions.source import publish
from rehearsal.codepipeline.job import ActionFailed, Job, Outcome


def run(job: Job) -> Outcome:
    s3, bucket, key = job.client("s3"), job.configuration["S3Bucket"], job.configuration["S3ObjectKey"]
    if s3.get_bucket_versioning(Bucket=bucket).get("Status") != "Enabled":
        raise ActionFailed("ConfigurationError", f"The bucket {bucket} must have versioning enabled")
    version = {"VersionId": job.revision} if job.revision else {}
    found = s3.get_object(Bucket=bucket, Key=key, **version)
    revision = found["VersionId"]
    outputs = publish(job, found["Body"].read(), revision)
    variables = {"BucketName": bucket, "ETag": found["ETag"], "ObjectKey": key, "VersionId": revision}
    return Outcome(variables, outputs, revision)
