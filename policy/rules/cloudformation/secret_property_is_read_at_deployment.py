"""A property that holds a secret names where it is kept, in Secrets Manager or a SecureString, and not the secret.

A plain `{{resolve:ssm:...}}` names a parameter that is not encrypted.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policy.finding import Violation
from policy.rules._secrets import is_dynamic, is_secret_name
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import keyed

NAMES = ("Key", "Name", "ParameterKey")
STORES = ("PARAMETER_STORE", "SECRETS_MANAGER")  # types of CodeBuild's variables, whose values are names


def check(assembly: Assembly) -> Iterator[Violation]:
    for resource in assembly.resources():
        for where, holder in keyed(resource.properties):
            for name, value in _named(holder):
                if is_secret_name(name) and isinstance(value, str) and value and not is_dynamic(value):
                    yield resource.violation(f"{where}.{name}".lstrip("."))


def _named(holder: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The object's own properties, and the pair that it may be: `{"Name": "PASSWORD", "Value": "..."}`."""
    yield from holder.items()
    for key in NAMES:
        if key in holder and holder.get("Type") not in STORES:
            yield text(holder[key]), holder.get("Value")
