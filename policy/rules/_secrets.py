"""What a secret looks like: texts of a known shape, names that promise one, scripts that set one."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.secret_shapes import SHAPES
from policy.templates.values import strings

_ANY = re.compile("|".join(SHAPES.values()))

_WORDS = (
    r"password|passwd|passphrase|secret|token|credentials?|(?:access|api|auth|private|signing|ssh)_?key"
    r"|secret_?string|secret_?key"
)
# How people abbreviate in variables. Not as AWS does: its EncryptionKey is a key's ARN. Nor PGPASSFILE, OLDPWD, BYPASS.
_SHORT = (
    r"(?<=\w)(?<!old)pwd|(?<![a-z])pass(?![a-z])|_auth\b|(?<![a-z])(?:dsn|jwt|salt)\b|(?:encryption|hmac|license)_?key"
)
_WORD = re.compile(f"{_WORDS}|{_SHORT}", re.IGNORECASE)
# An access key's id counts, after Security Hub's CodeBuild.2.
_ENDS_IN_WORD = re.compile(rf"(?:{_WORDS}|access_?key_?id)$", re.IGNORECASE)
_POINTER = re.compile(r"(?:(?i:_(?:arn|id|name|path|url))|Arn|Id|Name|Path|Url)$")  # to where the secret is kept
_NO_SECRET = ("ServiceToken", "ClientToken", "ClientRequestToken")  # CloudFormation's address, and idempotency

_ASSIGNMENT = re.compile(rf"\b\w*(?:{_WORDS}|{_SHORT})\w*\s*[=:]\s*['\"]?(?![$<{{'\"])\S+", re.IGNORECASE)
_DYNAMIC = re.compile(r"\{\{resolve:(?:secretsmanager|ssm-secure):[^}]+\}\}")
_FILLED_IN = re.compile(r"\{\{resolve:(?:secretsmanager|ssm-secure):|://[^/\s:@]+:[^/\s@]+@")


def shapes_in(value: Any) -> Iterator[tuple[str, str]]:
    """(dotted path, what it looks like) of each text within that has a known secret's shape."""
    for where, text in strings(value):
        if _ANY.search(text):
            yield from ((where, name) for name, pattern in SHAPES.items() if re.search(pattern, text))


def is_secret_name(name: str) -> bool:
    """As AWS names: `DbPassword`, `API_KEY`, `OAuthToken` end in the word. `SecretArn`, `HttpTokens` hold no secret."""
    return name not in _NO_SECRET and _ENDS_IN_WORD.search(name) is not None


def is_secret_variable(name: str) -> bool:
    """As people name: the word may stand anywhere, `DB_PASSWORD_PROD`. Not `DB_SECRET_ARN`, which is a pointer."""
    anywhere = _WORD.search(name) is not None and _POINTER.search(name) is None
    return is_secret_name(name) or (anywhere and name not in _NO_SECRET)


def is_dynamic(value: Any) -> bool:
    """Read at deployment from Secrets Manager or a SecureString, and not written in the template."""
    return isinstance(value, str) and _DYNAMIC.fullmatch(value) is not None


def shows_secret(value: Any) -> bool:
    """Whoever may look at what is deployed reads a secret there: written, or filled in by CloudFormation."""
    return any(shapes_in(value)) or any(_FILLED_IN.search(text) for _, text in strings(value))


def is_secret(variable: str, value: Any) -> bool:
    """By its name, or by what it shows."""
    return is_secret_variable(variable) or shows_secret(value)


def secrets_among(variables: Mapping[str, Any]) -> list[str]:
    """The names of those variables, or settings, that are secrets."""
    return [name for name, value in variables.items() if is_secret(name, value)]


def assigned_in(script: str) -> list[str]:
    """The names to which a script gives a secret as it stands: `DB_PASSWORD=hunter2`. Not `=$FROM_ELSEWHERE`."""
    return [re.split(r"\s*[=:]", found[0])[0] for found in _ASSIGNMENT.finditer(script)]
