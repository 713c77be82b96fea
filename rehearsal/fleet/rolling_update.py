"""CloudFormation's rolling update: instances of a former launch template are replaced, a batch at a time.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
"""

from collections.abc import Mapping
from typing import Any

from rehearsal.fleet import ministack
from rehearsal.fleet.fleet import Fleet


def roll(fleet: Fleet, account: str, region: str, name: str, policy: Mapping[str, Any]) -> None:
    """As AutoScalingRollingUpdate says: a batch that would leave too few in service has its successors launched first.

    Raises RuntimeError when one of these cannot be put into service; what has not been replaced then stays.
    """
    at_once, least = int(policy.get("MaxBatchSize", 1)), int(policy.get("MinInstancesInService", 0))
    outdated = ministack.outdated(account, region, name)
    for begin in range(0, len(outdated), at_once):
        batch = outdated[begin : begin + at_once]
        staying = len(ministack.in_service(account, region, name)) - len(batch)
        first = min(len(batch), max(0, least - staying))
        fleet.add(account, region, name, first)
        fleet.remove(batch)
        fleet.add(account, region, name, len(batch) - first)
