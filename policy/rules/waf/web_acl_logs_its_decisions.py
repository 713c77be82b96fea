"""A web ACL logs what it decided."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.templates.assembly import Assembly
from policy.templates.references import all_referred

ACL, LOGGING = "AWS::WAFv2::WebACL", "AWS::WAFv2::LoggingConfiguration"


def check(assembly: Assembly) -> Iterator[Violation]:
    for acl in assembly.resources(ACL):
        logged = [
            all_referred(logging.properties.get("ResourceArn"))
            for logging in acl.stack.resources(LOGGING)
            if logging.properties.get("LogDestinationConfigs")
        ]
        if not any(acl.logical_id in named for named in logged):
            yield acl.violation("LoggingConfiguration::none")
