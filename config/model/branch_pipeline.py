"""One of several pipelines, each for a branch or a folder of branches, or for pull requests to them."""

from pydantic import Field

from config.fields import BranchGlob, Name
from config.model.value import Value

ENVIRONMENTS = 47  # a pipeline takes 50 stages, and three of them come before


class BranchPipeline(Value):
    """What a push to some branch sets off, or a pull request to it."""

    branch: BranchGlob | None = None
    """The branch whose pushes start it, or all branches of a folder, like release/*."""
    pull_requests: BranchGlob | None = None
    """In place of `branch`: pull requests to that branch, or to all of a folder, start it. It builds, tests and
    synthesizes what they propose, and delivers it nowhere (connections only)."""
    name: Name | None = None
    """What it is called after the application: webapp-<name>. None for that of `source.branch`, which is the pipeline
    that updates the stack."""
    environments: tuple[Name, ...] = Field(default=(), min_length=1, max_length=ENVIRONMENTS)
    """To which it delivers, whatever their order here: they follow each other as in `environments`. Needed with
    `branch`, none with `pull_requests`."""
