"""Roles that people take on, and nothing that a template makes."""

from policy.rules._principals import services
from policy.rules._role_arns import role_arn
from policy.templates.assembly import Located
from policy.templates.statements import statements
from policy.templates.template import listed
from policy.templates.values import fields


def people_take_on(role: Located, made: set[str]) -> bool:
    """`made`: the ARNs of all roles of the templates."""
    trust = [one for one in statements(role) if one.kind == "trust" and one.allows]
    principals = (item for one in trust for item in fields(one.document.get("Principal")).items())
    named = {role_arn(role.stack, value) for kind, values in principals if kind == "AWS" for value in listed(values)}
    return bool(named) and not named & made and not any(services(one) for one in trust)
