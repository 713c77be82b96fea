"""One of several pipelines, each for a branch or a folder of branches."""

from pydantic import Field

from config.fields import BranchGlob, Name
from config.model.value import Value

ENVIRONMENTS = 47  # a pipeline takes 50 stages, and three of them come before


class BranchPipeline(Value):
    """What a push to some branch sets off."""

    branch: BranchGlob
    """The branch whose pushes start it, or all branches of a folder, like release/*."""
    name: Name | None = None
    """What it is called after the application: webapp-<name>. None for that of `source.branch`, which is the pipeline
    that updates the stack."""
    environments: tuple[Name, ...] = Field(min_length=1, max_length=ENVIRONMENTS)
    """To which it delivers, whatever their order here: they follow each other as in `environments`."""
