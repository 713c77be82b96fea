"""The whole of pipeline.yml."""

from pydantic import Field

from config.fields import AccountId, Name, Reason
from config.model.audit import Audit
from config.model.branch_pipeline import ENVIRONMENTS, BranchPipeline
from config.model.build import Build
from config.model.environment import Environment
from config.model.notifications import Notifications
from config.model.security import Security
from config.model.source import Source
from config.model.value import Value
from config.regions import Region

PIPELINES = 8  # a stack has 500 resources, and its artifact bucket one policy of 20 KB


class Tools(Value):
    """The account and region in which the pipeline itself lives."""

    account: AccountId
    """The account of the pipeline, its artifacts and its builds."""
    region: Region
    """The region of the pipeline, and of every environment that names no other."""


class Pipeline(Value):
    """A CI/CD pipeline on AWS: its source, its build, and the environments to which it delivers."""

    application: Name
    """The application's name; whatever the pipeline makes is named for it."""
    tools: Tools
    source: Source
    pipelines: tuple[BranchPipeline, ...] = Field(default=(), min_length=1, max_length=PIPELINES)
    """One for each branch that is delivered, all in one stack; absent: one, of `source.branch`, to all environments."""
    build: Build = Build()
    notifications: Notifications = Notifications()
    security: Security = Security()
    audit: Audit = Audit()
    paused: Reason | None = None
    """Why nothing is delivered for now: what is pushed is built, and waits before the first environment."""
    environments: tuple[Environment, ...] = Field(min_length=1, max_length=ENVIRONMENTS)
    """The environments, in the order in which a change travels through them."""
