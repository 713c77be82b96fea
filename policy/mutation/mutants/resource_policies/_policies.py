"""Statements added to the policies of resources."""

from typing import Any

from policy.mutation.change_statement import appended
from policy.mutation.mutant import Change

TOOLS, LIVE = "Pipeline", "production"
POLICY = "PolicyDocument"
FOREIGN = {"AWS": "arn:aws:iam::999999999999:root"}
OBJECTS = "arn:aws:s3:::webapp-artifacts-111111111111-eu-central-1/webapp/Built*"


def lets_in(policy: tuple[str, str], principal: Any, action: str, resource: str = OBJECTS, **rest: Any) -> Change:
    return appended(*policy, POLICY, Sid="More", Principal=principal, Action=action, Resource=resource, **rest)
