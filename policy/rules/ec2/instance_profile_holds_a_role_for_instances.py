"""An instance profile holds the one role that is for instances: its trust policy names EC2 and no other service.

With the role of a release, or of CodeDeploy, every instance could do what only those are to do.
https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._principals import identities, services
from policy.rules._role_policies import ROLE
from policy.templates.assembly import Assembly, Located
from policy.templates.references import resource_meant
from policy.templates.statements import statements
from policy.templates.template import listed
from policy.templates.values import at

EC2 = "ec2.amazonaws.com"


def check(assembly: Assembly) -> Iterator[Violation]:
    for profile in assembly.resources("AWS::IAM::InstanceProfile"):
        named = listed(at(profile.properties, "Roles") or [])
        roles = [resource_meant(profile.stack, name, "RoleName", ROLE) for name in named]
        if len(roles) != 1 or roles[0] is None or _trusts(roles[0]) != {EC2}:
            yield profile.violation("Roles")


def _trusts(role: Located) -> set[str]:
    trust = [one for one in statements(role) if one.kind == "trust" and one.allows]
    return {name for one in trust for name in (*services(one), *identities(one))}
