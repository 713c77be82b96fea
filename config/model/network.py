"""Where an environment stands."""

from pydantic import Field

from config.fields import CertificateArn, Cidr, SubnetId, VpcId, Zone
from config.model.value import Value

SUBNETS = 6  # more availability zones than any region has
INGRESS_RANGES = 30  # half of the 60 rules of a security group: the load balancer may listen on two ports


class Network(Value):
    """A VPC of the environment's own or, when `vpc_id` is given, an existing one that is named by its ids."""

    vpc_id: VpcId | None = None
    """An existing VPC; the lists below name its zones and subnets."""
    availability_zones: tuple[Zone, ...] = Field(default=(), max_length=SUBNETS)
    """At least two. Existing VPC: those of its subnets; own VPC, when absent: the region's a and b."""
    public_subnet_ids: tuple[SubnetId, ...] = Field(default=(), max_length=SUBNETS)
    """Existing VPC: one public subnet for each zone, in the zones' order."""
    private_subnet_ids: tuple[SubnetId, ...] = Field(default=(), max_length=SUBNETS)
    """Existing VPC: one private subnet for each zone, in the zones' order."""
    cidr: Cidr = "10.0.0.0/16"
    """Own VPC: its address range, /16 to /25."""
    internet_facing: bool = True
    """Whether the load balancer has public addresses."""
    certificate: CertificateArn | None = None
    """ACM certificate of the load balancer: HTTPS; absent: HTTP."""
    allow: tuple[Cidr, ...] = Field(default=("0.0.0.0/0",), min_length=1, max_length=INGRESS_RANGES)
    """Address ranges that may reach the load balancer."""
    allow_tests: tuple[Cidr, ...] = Field(default=(), max_length=INGRESS_RANGES)
    """ecs: address ranges that may reach the test listener, where a version answers before it gets requests."""
