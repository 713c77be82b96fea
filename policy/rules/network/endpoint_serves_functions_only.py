"""An interface endpoint is reached by functions of its stack, by HTTPS and its service's name, and starts nothing.

Without private DNS the calls that it is there for go past it.
https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._endpoints import HTTPS, groups_of_endpoints, groups_of_functions, interface_endpoints
from policy.rules._security_groups import GROUP, NOBODY, Traffic, traffic
from policy.templates.assembly import Assembly
from policy.templates.values import at, is_true


def check(assembly: Assembly) -> Iterator[Violation]:
    for stack in assembly.stacks:
        for endpoint in interface_endpoints(stack):
            if not is_true(at(endpoint.properties, "PrivateDnsEnabled")):
                yield endpoint.violation("PrivateDnsEnabled::not true")
            if not at(endpoint.properties, "SecurityGroupIds"):
                yield endpoint.violation("SecurityGroupIds::none")
    rules = [*traffic(assembly, "Ingress"), *traffic(assembly, "Egress")]
    for rule in rules:
        if rule.group in groups_of_endpoints(rule.holder.stack) and not _serves(rule):
            yield rule.holder.violation(str(rule))
    limited = {(rule.holder.stack.id, rule.group) for rule in rules if rule.direction == "Egress"}
    for group in assembly.resources(GROUP):
        if group.logical_id in groups_of_endpoints(group.stack) and (group.stack.id, group.logical_id) not in limited:
            yield group.violation("Egress::default")


def _serves(rule: Traffic) -> bool:
    if rule.direction == "Egress":
        return rule.peer == NOBODY
    by_https = rule.protocol in ("tcp", "6") and rule.ports == HTTPS
    return by_https and rule.peer_group in groups_of_functions(rule.holder.stack)
