"""What the state machine of one environment is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

END = "end-of-the-former-fleet"  # the scheduled action that empties a fleet which no longer serves


@dataclass(frozen=True)
class Facts:
    """Names of AWS's resources; `target_group_arn` may be a token of CDK's."""

    machine_arn: str
    application: str
    blue: str  # Auto Scaling group and deployment group
    green: str
    target_group_arn: str
    alarms: tuple[str, ...]
    hosts: int
    keep_minutes: int

    @property
    def traffic(self) -> list[Mapping[str, Any]]:
        """The one traffic source that the fleets take in turn."""
        return [{"Identifier": self.target_group_arn, "Type": "elbv2"}]
