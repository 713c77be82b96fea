"""A load balancer's security group lets it talk to other groups only, never to the internet.

A group without any rule for egress has EC2's own, which allows everything.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
"""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules._security_groups import GROUP, NOBODY, ports_of_load_balancers, traffic
from policy.templates.assembly import Assembly


def check(assembly: Assembly) -> Iterator[Violation]:
    written = list(traffic(assembly, "Egress"))
    for rule in written:
        if rule.peer == NOBODY:
            continue
        if rule.group in ports_of_load_balancers(rule.holder.stack) and not rule.peer_group:
            yield rule.holder.violation(str(rule))
    limited = {(rule.holder.stack.id, rule.group) for rule in written}
    for group in assembly.resources(GROUP):
        mine = group.logical_id in ports_of_load_balancers(group.stack)
        if mine and (group.stack.id, group.logical_id) not in limited:
            yield group.violation("Egress::default")
