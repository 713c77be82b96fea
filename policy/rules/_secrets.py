"""What looks like a secret in plain text: by the name of the value that holds it, or by the value itself."""

import re
from typing import Any

from policy.template import text

NAME = re.compile(r"SECRET|TOKEN|PASSW(OR)?D|PASSPHRASE|CREDENTIAL|(ACCESS|API|AUTH|PRIVATE|SIGNING|SSH)_?KEY", re.I)
# What a secret is found by is none itself; an access key's id is one, after Security Hub's CodeBuild.2.
POINTER = re.compile(r"(?<!ACCESS_KEY)_(ARN|ID|NAME|PATH|URL)$", re.I)
VALUE = re.compile(
    r"\b(AKIA|ASIA)[A-Z2-7]{16}\b"  # AWS
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\bgh[oprsu]_\w{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}|\bATBB\w{20}|\bxox[abprs]-[\w-]{10}|\bnpm_\w{36}"
    r"|://[^/\s:@]+:[^/\s@]+@"  # user:password@host
    r"|\{\{resolve:(secretsmanager|ssm-secure):"  # CloudFormation puts the secret itself here
)


def looks_secret(name: str, value: Any) -> bool:
    named = NAME.search(name) is not None and POINTER.search(name) is None
    return named or holds_secret(value)


def holds_secret(value: Any) -> bool:
    return VALUE.search(text(value)) is not None
