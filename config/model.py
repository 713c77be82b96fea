"""The values of pipeline.yml: frozen, typed, complete. Field names are the file's own keys.

A string below a field is its description in the JSON Schema, which editors show while one types.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from config.fields import (
    AccountId,
    Branch,
    Bucket,
    CertificateArn,
    Cidr,
    ConnectionArn,
    Email,
    Glob,
    Image,
    InstanceType,
    KeyArn,
    LogBucket,
    MinimumHealthy,
    Name,
    PolicyName,
    Region,
    Repository,
    SubnetId,
    VpcId,
    ZipKey,
    Zone,
)

PIPELINE_STAGES = 50  # the most that CodePipeline takes
TOOLS_STAGES = 3  # Source, Build, UpdatePipeline
GLOBS = 8  # in each list of a trigger's filter
SUBNETS = 6  # more availability zones than any region has
INGRESS_RANGES = 30  # half of the 60 rules of a security group: the load balancer may listen on two ports
SUBSCRIBERS = 50


class Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)


class Tools(Value):
    """The account and region in which the pipeline itself lives."""

    account: AccountId
    """The account of the pipeline, its artifacts and its builds."""
    region: Region
    """The region of the pipeline and, for now, of every environment."""


class Filter(Value):
    """Globs that CodePipeline matches; an excluded name wins over an included one."""

    include: tuple[Glob, ...] = Field(default=(), max_length=GLOBS)
    """What starts the pipeline; everything that is not excluded, when absent."""
    exclude: tuple[Glob, ...] = Field(default=(), max_length=GLOBS)
    """What does not start the pipeline, even where it is included."""


class Source(Value):
    """Where the code comes from, and which pushes start the pipeline."""

    provider: Literal["github", "gitlab", "bitbucket", "codecommit", "s3"]
    """The first three go through a CodeConnections connection."""
    repository: Repository | None = None
    """owner/name; for codecommit the repository's name. Needed by all but s3."""
    branch: Branch = "main"
    """The branch whose pushes start the pipeline; not for s3."""
    connection: ConnectionArn | None = None
    """ARN of an existing connection; absent: the pipeline's stack makes one, which waits for your click."""
    bucket: Bucket | None = None
    """s3 only: a versioned bucket in the tools account."""
    key: ZipKey | None = None
    """s3 only: the zip file's key."""
    paths: Filter | None = None
    """Only pushes to the branch that change such a file start the pipeline (connections only)."""
    tags: Filter | None = None
    """Pushes of such tags start the pipeline, in place of pushes to the branch (connections only)."""


class Build(Value):
    """How CodeBuild builds and tests the application, and synthesizes the stacks."""

    compute: Literal["small", "medium", "large", "xlarge"] = "small"
    """Size of the build host: 2, 4, 8 or 36 vCPUs."""
    image: Image = "aws/codebuild/standard:8.0"
    """Image of the build container."""
    cache: Literal["local", "s3", "none"] = "local"
    """local: best effort, on the build host; s3: kept in a bucket."""
    timeout_minutes: int = Field(default=20, ge=5, le=2160)
    """Minutes after which a build fails."""


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
    encryption: Encryption = Encryption()


class Capacity(Value):
    """The Auto Scaling group of an environment."""

    instance_type: InstanceType = "t3.micro"
    """EC2 instance type of its hosts."""
    min: int = Field(default=1, ge=0, le=1000)
    """Fewest hosts."""
    desired: int = Field(default=2, ge=1, le=1000)
    """Hosts at first; a deployment to none fails."""
    max: int = Field(default=4, ge=1, le=1000)
    """Most hosts."""
    minimum_healthy: MinimumHealthy = "50%"
    """Hosts that stay in service during a deployment: "1" or "50%" (rounded up)."""


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


class Alarms(Value):
    """CodeDeploy rolls back when one of these goes off during a deployment."""

    http_5xx_percent: float = Field(default=5.0, gt=0, le=100)
    """Share of requests that the application answers with an error."""
    latency_p95_seconds: float = Field(default=1.0, gt=0)
    """Response time that 95 of 100 requests keep below."""
    unhealthy_hosts: int = Field(default=1, ge=1)
    """Hosts that fail the load balancer's health check."""


class Environment(Value):
    """One place to which the application is delivered; environments follow each other in the file's order."""

    name: Name
    """Its name; stack, roles and hosts are named for it."""
    account: AccountId
    """The account it lives in."""
    region: Region | None = None
    """The tools region when absent."""
    target: Literal["ec2"] = "ec2"
    """What runs the application."""
    strategy: Literal["in-place"] = "in-place"
    """How a new version replaces the old one."""
    capacity: Capacity = Capacity()
    network: Network = Network()
    approval: bool = False
    """Whether a person must approve before anything changes here."""
    alarms: Alarms = Alarms()


class Notifications(Value):
    """Who is told."""

    emails: tuple[Email, ...] = Field(default=(), max_length=SUBSCRIBERS)
    """Addresses that are told when an approval waits, an alarm goes off, or Auto Scaling replaces a host."""


class Pipeline(Value):
    """A CI/CD pipeline on AWS: its source, its build, and the environments to which it delivers."""

    application: Name
    """The application's name; whatever the pipeline makes is named for it."""
    tools: Tools
    source: Source
    build: Build = Build()
    notifications: Notifications = Notifications()
    security: Security = Security()
    environments: tuple[Environment, ...] = Field(min_length=1, max_length=PIPELINE_STAGES - TOOLS_STAGES)
    """The environments, in the order in which a change travels through them."""
