"""A VPC endpoint leads to a service of AWS in the stack's region, and not to somebody's behind PrivateLink.

An endpoint service of another account (com.amazonaws.vpce...) is a way out that no flow to the internet shows.
https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._arns import concrete
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import at


def check(assembly: Assembly) -> Iterator[Violation]:
    for endpoint in assembly.resources("AWS::EC2::VPCEndpoint"):
        name = concrete(text(at(endpoint.properties, "ServiceName")), endpoint.stack)
        if re.fullmatch(rf"com\.amazonaws\.{re.escape(endpoint.stack.region)}\.[a-z0-9.-]+", name) is None:
            yield endpoint.violation(f"ServiceName::{name}")
