"""CloudFormation types of AWS WAF that MiniStack lacks beside its web ACLs.

Both are recorded only: the local load balancer asks no web ACL, and MiniStack's AWS WAF has no logs.
"""

import json
from collections.abc import Callable
from typing import Any

from ministack.services import waf

from rehearsal.server import plug_points as ministack

Properties = dict[str, Any]
Created = tuple[str, Properties]


class WafError(Exception):
    """What MiniStack's AWS WAF answers a call with that it refuses."""


def _associate(logical_id: str, properties: Properties, stack: str) -> Created:
    """Ref is both ARNs: AWS::WAFv2::WebACLAssociation in CloudFormation's template reference."""
    status, _, body = waf._associate_web_acl(properties)
    if status != 200:
        raise WafError(json.loads(body).get("message", body))
    return f"{properties['ResourceArn']}|{properties['WebACLArn']}", {}


def _disassociate(association: str, properties: Properties) -> None:
    waf._disassociate_web_acl({"ResourceArn": association.partition("|")[0]})


def _log(logical_id: str, properties: Properties, stack: str) -> Created:
    """Its id is the web ACL's ARN."""
    return properties["ResourceArn"], {"ManagedByFirewallManager": False}


def _no_log(web_acl: str, properties: Properties) -> None:
    """Nothing but the stack knows of it."""


HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {
    "AWS::WAFv2::WebACLAssociation": {"create": _associate, "delete": _disassociate},
    "AWS::WAFv2::LoggingConfiguration": {"create": _log, "delete": _no_log},
}


def install() -> None:
    ministack.add_resource_types(HANDLERS)
