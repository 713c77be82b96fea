"""How large an ECS task is, and how many of them run."""

from typing import Literal

from pydantic import Field

from config.model.value import Value


class Task(Value):
    """The tasks of an environment on ECS."""

    cpu: Literal[256, 512, 1024, 2048, 4096, 8192, 16384] = 256
    """CPU units of a task, 1024 for a vCPU."""
    memory: int = Field(default=512, ge=512, le=122880)
    """Mebibytes of a task; which ones are possible follows from its CPU."""
    desired: int = Field(default=2, ge=1, le=1000)
    """Tasks that serve; during a release twice as many run."""
