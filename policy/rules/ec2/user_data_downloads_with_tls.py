"""User data fetches nothing over plain HTTP and skips no check of a certificate or a signature."""

import re
from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._launches import launches, user_data
from policy.templates.assembly import Assembly

# The instance's own metadata and itself are reached without TLS by design.
UNSAFE = re.compile(
    r"http://(?!169\.254\.169\.254\b|\[fd00:ec2::254\]|localhost\b|127\.0\.0\.1\b)[^\s'\"]*"
    r"|(?<=\s)--(?:insecure|no-check-certificate|nogpgcheck|no-gpg-checks?|allow-unauthenticated|trusted-host)\b"
    r"|\b(?:gpgcheck|sslverify)\s*=\s*(?:0|false)\b"
)
CURL_K = re.compile(r"\bcurl\b[^\n|;&]*?\s(-[a-zA-Z]*k[a-zA-Z]*)(?=\s|$)")


def check(assembly: Assembly) -> Iterator[Violation]:
    for launch in launches(assembly):
        script = user_data(launch)
        for found in (*UNSAFE.finditer(script), *CURL_K.finditer(script)):
            yield launch.resource.violation(f"UserData::{found[found.lastindex or 0]}")
