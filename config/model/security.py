"""What goes beyond the safe defaults."""

from typing import Literal

from pydantic import Field

from config.fields import Bucket, KeyArn, LogBucket, PolicyName
from config.model.value import Value


class Replica(Value):
    """Another bucket that holds a copy of every artifact."""

    bucket: Bucket
    """An existing, versioned bucket, best in another region, in the account of its key."""
    key: KeyArn
    """The KMS key with which the copies are encrypted."""


class Encryption(Value):
    """What goes beyond the defaults, which encrypt everything at rest."""

    disks: Literal["aws-managed", "customer-managed"] = "aws-managed"
    """Key of the hosts' disks: AWS's own for EBS, or one for each environment, whose use CloudTrail records."""
    key_rotation_days: int = Field(default=365, ge=90, le=2560)
    """Days between two rotations of each key that the stacks make."""


class Security(Value):
    """What a stricter organisation switches on. The defaults are safe; these cost money or need something made."""

    permissions_boundary: PolicyName | None = None
    """A managed policy, in every account, that bounds each role of the stacks."""
    access_logs_bucket: LogBucket | None = None
    """Existing buckets that collect access logs, with {account} in their name; absent: each stack makes one."""
    artifact_replica: Replica | None = None
    """Where artifacts are copied to."""
    web_acl: bool = False
    """Whether AWS WAF stands before each load balancer, with AWS's managed rules."""
    vpc_only_lambda: bool = False
    """Whether functions stand in the environment's private subnets, from which only the hooks reach AWS."""
    encryption: Encryption = Encryption()
