"""A listener with a certificate agrees on TLS 1.2 or 1.3 with forward secrecy, and on nothing older.

Unsaid, CloudFormation makes it ELBSecurityPolicy-2016-08, with TLS 1.0. TLS13-1-0 and -1-1 are for
old clients too, and the Ext policies bring weak ciphers back.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
"""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import LISTENER
from policy.templates.assembly import Assembly
from policy.templates.template import text

MODERN = re.compile(r"ELBSecurityPolicy-TLS13-1-[23](?:-Res)?(?:-FIPS)?(?:-PQ)?-\d{4}-\d{2}")


def check(assembly: Assembly) -> Iterator[Violation]:
    for listener in assembly.resources(LISTENER):
        policy = text(listener.properties.get("SslPolicy", "not set"))
        if listener.properties.get("Protocol") in ("HTTPS", "TLS") and not MODERN.fullmatch(policy):
            yield listener.violation(f"SslPolicy::{policy}")
