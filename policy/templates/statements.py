"""Every statement of every policy document in a template, wherever it stands and however it is spelled.

AWS::IAM::RolePolicy, a generic resource, an overridden property or Fn::If hides nothing: see documents.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policy.templates.assembly import Located
from policy.templates.documents import branches
from policy.templates.template import listed, text

Kind = Literal["identity", "trust", "resource"]

# Resources whose documents are put on an identity. All others carry resource policies.
IDENTITY_TYPES = ("AWS::IAM::", "AWS::SSO::PermissionSet")
TRUST = "AssumeRolePolicyDocument"


@dataclass(frozen=True)
class Statement:
    """`actions`, `resources` and the values of `principals` are text; see template.text for intrinsics."""

    holder: Located
    kind: Kind
    where: str  # the property that holds the document: `PolicyDocument`, `Policies.0.PolicyDocument`
    number: int  # within the document
    document: Mapping[str, Any]
    version: str  # of the document

    @property
    def sid(self) -> str:
        return str(self.document.get("Sid", ""))

    @property
    def name(self) -> str:
        """What a person finds it by."""
        return self.sid or f"{self.where}.Statement.{self.number}"

    @property
    def allows(self) -> bool:
        """Anything that is not plainly a Deny is read as an Allow."""
        return self.document.get("Effect") != "Deny"

    @property
    def actions(self) -> tuple[str, ...]:
        return _texts(self.document.get("Action", []))

    @property
    def not_actions(self) -> tuple[str, ...]:
        return _texts(self.document.get("NotAction", []))

    @property
    def resources(self) -> tuple[str, ...]:
        return _texts(self.document.get("Resource", []))

    @property
    def not_resources(self) -> tuple[str, ...]:
        return _texts(self.document.get("NotResource", []))

    @property
    def principals(self) -> tuple[tuple[str, str], ...]:
        """(AWS | Service | Federated | CanonicalUser | *, value)."""
        return _principals(self.document.get("Principal", {}))

    @property
    def not_principals(self) -> tuple[tuple[str, str], ...]:
        return _principals(self.document.get("NotPrincipal", {}))

    @property
    def conditions(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """(operator, key in lower case as IAM compares it, values)."""
        condition = self.document.get("Condition", {})
        for operator, keys in sorted(condition.items() if isinstance(condition, Mapping) else ()):
            for key, values in sorted(keys.items() if isinstance(keys, Mapping) else ()):  # Fn::If narrows nothing
                yield operator, key.lower(), _texts(values)


def statements(holder: Located) -> Iterator[Statement]:
    for where, document in holder.documents:
        for number, statement in enumerate(branches(document["Statement"])):
            yield Statement(holder, _kind(holder.type, where), where, number, statement, str(document.get("Version")))


def _kind(resource_type: str, where: str) -> Kind:
    if where.rpartition(".")[2] == TRUST:
        return "trust"
    return "identity" if resource_type.startswith(IDENTITY_TYPES) else "resource"


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(text(item) for item in listed(value))


def _principals(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        return (("*", text(value)),)
    return tuple((kind, name) for kind, names in sorted(value.items()) for name in _texts(names))
