"""The policy of a bucket, key, topic, queue, secret, repository... lets nobody in by `*` or by exclusion.

FSBP S3.2, S3.3, KMS.5, SNS.4, SQS.3. Of an endpoint of a VPC, `*` says only that the endpoint is no further limit:
its policy gives nobody a permission. https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.statements import statements

NO_GRANT = "AWS::EC2::VPCEndpoint"


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for statement in statements(resource):
            if statement.kind == "resource" and statement.allows and resource.type != NO_GRANT:
                for kind, name in statement.principals:
                    if "*" in name or kind not in ("AWS", "Service"):
                        yield resource.violation(f"{statement.name}::{kind}::{name}")
                for kind, name in statement.not_principals:
                    yield resource.violation(f"{statement.name}::NotPrincipal::{kind}::{name}")
