"""One role gets what was written for another: by the other's policy, or by taking the other on."""

from typing import Any

from policy.mutation.change_statement import appended, elements
from policy.mutation.mutant import Change, Mutant, properties, put, resource, stack
from policy.mutation.mutants.iam._roles import BUILD, LIVE, PIPELINE, TOOLS, UPDATE
from policy.templates.assembly import Assembly

BUILD_ROLE, UPDATE_ROLE = "Roles/build/Role/Resource", "Roles/update-pipeline/Role/Resource"
RELEASE_ROLE = "Ec2/Release/ReleaseRole/Role/Resource"
PRINCIPAL = "AssumeRolePolicyDocument.Statement.0.Principal"
ADMINISTRATOR = "arn:aws:iam::444444444444:role/OrganizationAccountAccessRole"
DEPLOY = "arn:aws:iam::444444444444:role/cdk-hnb659fds-deploy-role-444444444444-eu-central-1"


def _id_of(assembly: Assembly, construct: str) -> str:
    definition = resource(assembly, TOOLS, construct)
    [found] = [name for name, one in stack(assembly, TOOLS).template["Resources"].items() if one is definition]
    return str(found)


def _policy_lists(kind: str, name: str) -> Change:
    def change(assembly: Assembly) -> None:
        properties(assembly, TOOLS, UPDATE).setdefault(kind, []).append(name)

    return change


def _policy_lists_build(assembly: Assembly) -> None:
    role: Any = {"Ref": _id_of(assembly, BUILD_ROLE)}
    properties(assembly, TOOLS, UPDATE).setdefault("Roles", []).append(role)


def _build_lists_policy(assembly: Assembly) -> None:
    properties(assembly, TOOLS, BUILD_ROLE)["ManagedPolicyArns"].append({"Ref": _id_of(assembly, UPDATE)})


def _update_trusts_build(assembly: Assembly) -> None:
    build = {"Fn::GetAtt": [_id_of(assembly, BUILD_ROLE), "Arn"]}
    put(TOOLS, UPDATE_ROLE, PRINCIPAL, {"AWS": build})(assembly)


MUTANTS = (
    Mutant("update-pipeline policy: on the build role too", _policy_lists_build),
    Mutant("build role: has the update-pipeline policy", _build_lists_policy),
    Mutant("update-pipeline policy: on a role of another template", _policy_lists("Roles", "Developers")),
    Mutant("update-pipeline policy: on a group", _policy_lists("Groups", "Developers")),
    Mutant("update-pipeline role: trusts the build role", _update_trusts_build),
    Mutant(
        "release role: trusts the build role",
        put(LIVE, RELEASE_ROLE, PRINCIPAL, {"AWS": "arn:aws:iam::111111111111:role/webapp-build"}),
    ),
    Mutant(
        "pipeline role: takes on an organization's administrator",
        elements(TOOLS, PIPELINE, "RunEachActionInItsOwnRole", Resource=ADMINISTRATOR),
    ),
    Mutant(
        "build role: takes on the bootstrap's deploy role",
        appended(TOOLS, BUILD, "PolicyDocument", Sid="Deploy", Action="sts:AssumeRole", Resource=DEPLOY),
    ),
)
