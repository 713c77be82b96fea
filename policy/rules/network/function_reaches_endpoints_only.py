"""A function in a VPC reaches the endpoints of its stack by HTTPS, and nothing else; nobody reaches a function.

Who calls a function calls Lambda. Where the network is another's, no template shows what is in it: HTTPS alone is left
to say. A group without any rule for egress has EC2's own, which allows everything.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._endpoints import HTTPS, VPC, groups_of_endpoints, groups_of_functions
from policy.rules._security_groups import GROUP, NOBODY, Traffic, traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    for rule in traffic(assembly, "Ingress"):
        if rule.group in groups_of_functions(rule.holder.stack):
            yield rule.holder.violation(str(rule))
    written = list(traffic(assembly, "Egress"))
    for rule in written:
        if rule.group in groups_of_functions(rule.holder.stack) and not _is_to_an_endpoint(rule):
            yield rule.holder.violation(str(rule))
    limited = {(rule.holder.stack.id, rule.group) for rule in written}
    for group in assembly.resources(GROUP):
        if group.logical_id in groups_of_functions(group.stack) and (group.stack.id, group.logical_id) not in limited:
            yield group.violation("Egress::default")


def _is_to_an_endpoint(rule: Traffic) -> bool:
    stack = rule.holder.stack
    elsewhere = not any(stack.resources(VPC))
    by_https = rule.protocol in ("tcp", "6") and rule.ports == HTTPS
    return rule.peer == NOBODY or (by_https and (elsewhere or rule.peer_group in groups_of_endpoints(stack)))
