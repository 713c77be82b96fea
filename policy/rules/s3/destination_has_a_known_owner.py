"""What a service writes to S3 goes to a bucket of these templates, or to one with an account's id in its name.

A bucket's name says nothing of its owner, and a load balancer or CodeBuild would deliver to anyone's. S3's own access
logs are not looked at: S3 takes only a bucket of the same account for them,
https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
"""

import re
from collections.abc import Iterator
from typing import Any

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.rules.s3._buckets import BALANCER, BUCKET
from policy.templates.assembly import Assembly, Located
from policy.templates.template import text
from policy.templates.values import at, pairs

ACCOUNT = re.compile(r"(?<!\d)\d{12}(?!\d)")
PATHS = {
    "AWS::CodeBuild::ReportGroup": ("ExportConfig.S3Destination.Bucket",),
    "AWS::CodePipeline::Pipeline": ("ArtifactStore.Location",),
}


def check(assembly: Assembly) -> Iterator[Violation]:
    accounts = {stack.account for stack in assembly.stacks}
    names = {text(at(bucket.properties, "BucketName")) for bucket in assembly.resources(BUCKET)}
    for resource in assembly.resources():
        for where, destination in _destinations(resource):
            bucket = concrete(text(destination).rpartition(":::")[2].partition("/")[0], resource.stack)
            if not (_is_own(resource, bucket) or bucket in names or accounts & set(ACCOUNT.findall(bucket))):
                yield resource.violation(f"{where}::{bucket}")


def _destinations(resource: Located) -> Iterator[tuple[str, Any]]:
    found = [(path, at(resource.properties, path)) for path in PATHS.get(resource.type, ())]
    match resource.type:
        case "AWS::CodeBuild::Project":
            if at(resource.properties, "Cache.Type") == "S3":
                found.append(("Cache.Location", at(resource.properties, "Cache.Location")))
            if at(resource.properties, "LogsConfig.S3Logs.Status") != "DISABLED":
                found.append(("LogsConfig.S3Logs.Location", at(resource.properties, "LogsConfig.S3Logs.Location")))
        case "AWS::EC2::FlowLog" if at(resource.properties, "LogDestinationType") == "s3":
            found.append(("LogDestination", at(resource.properties, "LogDestination")))
        case _ if resource.type == BALANCER:
            attributes = pairs(resource.properties.get("LoadBalancerAttributes"))
            found += [(name, value) for name, value in attributes.items() if name.endswith("logs.s3.bucket")]
    return ((where, value) for where, value in found if value)


def _is_own(resource: Located, bucket: str) -> bool:
    own = {name for one in resource.stack.resources(BUCKET) for name in (one.logical_id, f"{one.logical_id}.Arn")}
    return bucket in {f"${{{name}}}" for name in own}
