"""Where an environment stands."""

from pydantic import Field

from config.fields import CertificateArn, Cidr, SubnetId, VpcId, Zone
from config.model.value import Value
from config.regions import Region

SUBNETS = 6  # more availability zones than any region has
REGIONS = 9  # the tools region, and as many as config.rules.regions finds room for; a stage takes 50 actions
INGRESS_RANGES = 30  # half of the 60 rules of a security group: the load balancer may listen on two ports


class Site(Value):
    """A VPC of the environment's own or, when `vpc_id` is given, an existing one that is named by its ids; and the
    certificate of the load balancer in it. All of it belongs to one region."""

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
    certificate: CertificateArn | None = None
    """ACM certificate of the load balancer: HTTPS; absent: HTTP."""

    @property
    def is_existing(self) -> bool:
        """Whether an id of an existing VPC is named, if not all."""
        return bool(self.vpc_id or self.public_subnet_ids or self.private_subnet_ids)


class RegionSite(Site):
    """What one of several regions has of its own."""

    region: Region
    """Which of `regions`."""


class Network(Site):
    """Where an environment stands, and who may reach it."""

    internet_facing: bool = True
    """Whether the load balancer has public addresses."""
    allow: tuple[Cidr, ...] = Field(default=("0.0.0.0/0",), min_length=1, max_length=INGRESS_RANGES)
    """Address ranges that may reach the load balancer."""
    allow_tests: tuple[Cidr, ...] = Field(default=(), max_length=INGRESS_RANGES)
    """ecs: address ranges that may reach the test listener, where a version answers before it gets requests."""
    regions: tuple[RegionSite, ...] = Field(default=(), min_length=1, max_length=REGIONS)
    """With `regions`: what one of them has of its own; the others, and keys that are absent, are as above."""

    def of(self, region: str) -> "Network":
        """That of one of several regions."""
        own = next((one for one in self.regions if one.region == region), Site())
        not_shared = {"regions", "cidr"} if own.is_existing else {"regions"}  # an existing VPC has its own range
        shared = self.model_dump(exclude=not_shared, exclude_unset=True)
        return Network(**(shared | own.model_dump(exclude={"region"}, exclude_unset=True)))
