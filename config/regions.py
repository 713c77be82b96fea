"""The regions of the `aws` partition, as botocore and cfn-lint know them (tests/unit/config/test_regions.py).

A list, and no pattern: the stacks of a region that does not exist would fail at their deployment (docs/decisions/0061).
"""

from typing import Annotated, Literal

from pydantic import Field

Region = Annotated[
    Literal[
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
        "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
        "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2",
        "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1",
        "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1",
        "us-west-2",
    ],
    Field(json_schema_extra={"patternErrorMessage": "a region of the aws partition, like eu-central-1"}),
]  # fmt: skip

# Where not every account has zones a and b: in Tokyo newer ones have a, c and d, in Northern California each has two of
# a, b and c. DescribeAvailabilityZones shows an account's own.
OTHER_ZONES = ("ap-northeast-1", "us-west-1")
