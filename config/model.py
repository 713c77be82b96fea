"""The values of pipeline.yml: frozen, typed, complete. Field names are the file's own keys."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

AccountId = Annotated[str, StringConstraints(pattern=r"^\d{12}$")]
Region = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*[a-z0-9]$", max_length=20)]
Glob = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


class Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tools(Value):
    """The account and region in which the pipeline itself lives."""

    account: AccountId
    region: Region


class Filter(Value):
    """Globs that CodePipeline matches; an excluded name wins over an included one."""

    include: tuple[Glob, ...] = Field(default=(), max_length=8)
    exclude: tuple[Glob, ...] = Field(default=(), max_length=8)


class Source(Value):
    provider: Literal["github", "gitlab", "bitbucket", "codecommit", "s3"]
    repository: str | None = None  # owner/name; for CodeCommit the repository's name
    branch: str = "main"
    connection: str | None = None  # ARN of an existing CodeConnections connection
    bucket: str | None = None  # s3 only
    key: str | None = None  # s3 only: the zip file's key
    paths: Filter | None = None
    tags: Filter | None = None


class Build(Value):
    compute: Literal["small", "medium", "large", "xlarge"] = "small"
    image: str = "aws/codebuild/standard:8.0"
    cache: Literal["local", "s3", "none"] = "local"
    timeout_minutes: int = Field(default=20, ge=5, le=2160)


class Capacity(Value):
    """The Auto Scaling group of an environment."""

    instance_type: str = "t3.micro"
    min: int = Field(default=1, ge=0, le=1000)
    desired: int = Field(default=2, ge=0, le=1000)
    max: int = Field(default=4, ge=1, le=1000)
    minimum_healthy: str = "50%"  # hosts that stay in service during a deployment: "1" or "50%"


class Network(Value):
    """`create`: a VPC of the environment's own. `existing`: one that is named by its ids."""

    vpc_id: str | None = None
    availability_zones: tuple[str, ...] = ()
    public_subnet_ids: tuple[str, ...] = ()
    private_subnet_ids: tuple[str, ...] = ()
    cidr: str = "10.0.0.0/16"
    internet_facing: bool = True
    certificate: str | None = None  # ACM certificate ARN: HTTPS; without it, HTTP
    allow: tuple[str, ...] = ("0.0.0.0/0",)  # CIDRs that may reach the load balancer


class Alarms(Value):
    """CodeDeploy rolls back when one of these goes off during a deployment."""

    http_5xx_percent: float = Field(default=5.0, gt=0, le=100)
    latency_p95_seconds: float = Field(default=1.0, gt=0)
    unhealthy_hosts: int = Field(default=1, ge=1)


class Environment(Value):
    name: Name
    account: AccountId
    region: Region | None = None  # the tools region when absent
    target: Literal["ec2"] = "ec2"
    strategy: Literal["in-place"] = "in-place"
    capacity: Capacity = Capacity()
    network: Network = Network()
    approval: bool = False
    alarms: Alarms = Alarms()


class Notifications(Value):
    emails: tuple[Email, ...] = ()  # told when an approval waits


class Pipeline(Value):
    application: Name
    tools: Tools
    source: Source
    build: Build = Build()
    notifications: Notifications = Notifications()
    environments: tuple[Environment, ...] = Field(min_length=1)
