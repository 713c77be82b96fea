"""How many instances a deployment configuration keeps in service.

https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html
"""

import math
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    HOST_COUNT = "HOST_COUNT"
    FLEET_PERCENT = "FLEET_PERCENT"
    MOST_CONCURRENCY = "MOST_CONCURRENCY"  # how the API shows CodeDeployDefault.OneAtATime


@dataclass(frozen=True)
class MinimumHealthyHosts:
    kind: Kind
    value: int

    def of(self, fleet: int) -> int:
        """The number for a fleet of that size; a percentage is rounded up."""
        if self.kind is Kind.MOST_CONCURRENCY:
            return fleet - self.value
        if self.kind is Kind.FLEET_PERCENT:
            return math.ceil(fleet * self.value / 100)
        return self.value
