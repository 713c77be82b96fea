"""Who may do what: every IAM statement of a template on one line."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from policy.templates.template import Resource, Template, columns, listed, resources, text

HEADER = ("policy", "sid", "effect", "principal", "actions", "resources", "conditions")

# Policies that resources carry, and the property that holds each.
RESOURCE_POLICIES = {
    "AWS::KMS::Key": "KeyPolicy",
    "AWS::S3::BucketPolicy": "PolicyDocument",
    "AWS::SNS::TopicPolicy": "PolicyDocument",
    "AWS::SQS::QueuePolicy": "PolicyDocument",
    "AWS::EC2::VPCEndpoint": "PolicyDocument",
}
IDENTITY_POLICIES = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy")


class Statement(NamedTuple):
    policy: str  # `role webapp-build`, `trust of webapp-build`, `AWS::KMS::Key ArtifactsKey`
    sid: str
    effect: str
    principals: tuple[str, ...]  # empty in the policy of a role
    actions: tuple[str, ...]
    resources: tuple[str, ...]  # empty in a trust policy
    conditions: tuple[str, ...]

    @property
    def is_identity(self) -> bool:
        return self.policy.startswith("role ")

    @property
    def is_trust(self) -> bool:
        return self.policy.startswith("trust of ")


def table(template: Template) -> str:
    """One line for each statement, and one for each AWS managed policy that a role has."""
    written = [tuple(_cell(value) for value in statement) for statement in statements(template)]
    attached = [(f"role {role}", "-", "managed", "-", arn, "-", "-") for role, arn in managed(template)]
    return columns([HEADER, *sorted([*written, *attached])])


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "-"


def statements(template: Template) -> list[Statement]:
    return [*_of_roles(template), *_of_policies(template), *_of_resources(template)]


def managed(template: Template) -> list[tuple[str, str]]:
    """(role, ARN) of each managed policy that is not the template's own."""
    return [
        (_name(logical_id, role), text(arn))
        for logical_id, role in resources(template, "AWS::IAM::Role")
        for arn in role["Properties"].get("ManagedPolicyArns", [])
        if not (isinstance(arn, dict) and arn.get("Ref") in template["Resources"])
    ]


def _of_roles(template: Template) -> Iterator[Statement]:
    for logical_id, role in resources(template, "AWS::IAM::Role"):
        name = _name(logical_id, role)
        properties = role["Properties"]
        yield from _statements(f"trust of {name}", properties["AssumeRolePolicyDocument"])
        for inline in properties.get("Policies", []):
            yield from _statements(f"role {name}", inline["PolicyDocument"])


def _of_policies(template: Template) -> Iterator[Statement]:
    for logical_id, policy in resources(template, *IDENTITY_POLICIES):
        holders = " ".join(_holders(template, logical_id, policy)) or f"(nobody: {logical_id})"
        yield from _statements(f"role {holders}", policy["Properties"]["PolicyDocument"])


def _of_resources(template: Template) -> Iterator[Statement]:
    for logical_id, resource in resources(template, *RESOURCE_POLICIES):
        document = resource["Properties"].get(RESOURCE_POLICIES[resource["Type"]])
        if document is not None:
            yield from _statements(f"{resource['Type']} {logical_id}", document)


def _holders(template: Template, policy_id: str, policy: Resource) -> list[str]:
    """Roles that name the policy, and roles that the policy names."""
    named = [*policy["Properties"].get("Roles", []), policy["Properties"].get("RoleName")]
    return [
        _name(logical_id, role)
        for logical_id, role in resources(template, "AWS::IAM::Role")
        if {"Ref": policy_id} in role["Properties"].get("ManagedPolicyArns", []) or {"Ref": logical_id} in named
    ]


def _name(logical_id: str, role: Resource) -> str:
    return text(role["Properties"].get("RoleName", logical_id))


def _statements(policy: str, document: dict[str, Any]) -> Iterator[Statement]:
    for statement in listed(document["Statement"]):
        yield Statement(
            policy=policy,
            sid=statement.get("Sid", "-"),
            effect=statement["Effect"],
            principals=_principals(statement),
            actions=_elements(statement, "Action"),
            resources=_elements(statement, "Resource"),
            conditions=_conditions(statement.get("Condition", {})),
        )


def _elements(statement: dict[str, Any], element: str) -> tuple[str, ...]:
    """`NotAction: x` reads `not x`: it must never pass for a list of what is allowed."""
    allowed = (text(item) for item in listed(statement.get(element, [])))
    excepted = (f"not {text(item)}" for item in listed(statement.get(f"Not{element}", [])))
    return tuple(sorted([*allowed, *excepted]))


def _principals(statement: dict[str, Any]) -> tuple[str, ...]:
    principal = statement.get("Principal", {})
    if isinstance(principal, str):
        return (principal,)
    return tuple(sorted(text(one) for value in principal.values() for one in listed(value)))


def _conditions(conditions: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    return tuple(
        f"{key} {operator} {' or '.join(text(value) for value in listed(values))}"
        for operator, keys in sorted(conditions.items())
        for key, values in sorted(keys.items())
    )
