"""What a secret looks like: texts of a known shape, names that promise one, scripts that set one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.values import strings

SHAPES = {
    "AWS access key": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})",
    "GitLab token": r"\bglpat-[A-Za-z0-9_-]{20,}",
    "Slack token": r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    "Slack webhook": r"https://hooks\.slack\.com/services/T\w+/B\w+/\w+",
    "npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "password in a URL": r"\b[a-z][a-z0-9+.-]*://[^/\s:@$]+:[^/\s:@$]+@",
}
_ANY = re.compile("|".join(SHAPES.values()))

_WORDS = r"password|passwd|passphrase|secret|token|credentials?|api_?key|access_?key|private_?key"
# `DbPassword`, `API_KEY`, `OAuthToken`: the word ends the name. `SecretArn`, `HttpTokens`, `TokenName` hold no secret.
_NAME = re.compile(rf"(?:{_WORDS}|secret_?string|secret_?key)$", re.IGNORECASE)
_NO_SECRET = ("ServiceToken", "ClientToken", "ClientRequestToken")  # CloudFormation's address, and idempotency
_ASSIGNMENT = re.compile(rf"\b\w*(?:{_WORDS})\w*\s*[=:]\s*['\"]?(?![$<{{'\"])\S+", re.IGNORECASE)
_DYNAMIC = re.compile(r"\{\{resolve:(?:secretsmanager|ssm-secure):[^}]+\}\}")


def shapes_in(value: Any) -> Iterator[tuple[str, str]]:
    """(dotted path, what it looks like) of each text within that has a known secret's shape."""
    for where, text in strings(value):
        if _ANY.search(text):
            yield from ((where, name) for name, pattern in SHAPES.items() if re.search(pattern, text))


def is_secret_name(name: str) -> bool:
    return name not in _NO_SECRET and _NAME.search(name) is not None


def assigned_in(script: str) -> list[str]:
    """The names to which a script gives a secret as it stands: `DB_PASSWORD=hunter2`. Not `=$FROM_ELSEWHERE`."""
    return [re.split(r"\s*[=:]", found[0])[0] for found in _ASSIGNMENT.finditer(script)]


def is_dynamic(value: Any) -> bool:
    """Read at deployment from Secrets Manager or a SecureString, and not written in the template."""
    return isinstance(value, str) and _DYNAMIC.fullmatch(value) is not None


def secrets_in_environment(variables: Mapping[str, Any]) -> Iterator[str]:
    """Names of variables that hold a secret as it stands, or fetched: either way anybody reads it there."""
    for name, value in variables.items():
        if is_secret_name(name) or is_dynamic(value) or any(shapes_in(value)):
            yield name
