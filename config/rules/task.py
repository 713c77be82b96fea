"""Fargate has tasks of certain sizes only.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
"""

from collections.abc import Iterator

from config.model import Task
from config.problem import Finding
from config.rules.draft import Draft

GIB = 1024
_MEMORY: dict[int, tuple[int, ...]] = {
    256: (512, 1 * GIB, 2 * GIB),
    512: tuple(range(1 * GIB, 4 * GIB + 1, GIB)),
    1024: tuple(range(2 * GIB, 8 * GIB + 1, GIB)),
    2048: tuple(range(4 * GIB, 16 * GIB + 1, GIB)),
    4096: tuple(range(8 * GIB, 30 * GIB + 1, GIB)),
    8192: tuple(range(16 * GIB, 60 * GIB + 1, 4 * GIB)),
    16384: tuple(range(32 * GIB, 120 * GIB + 1, 8 * GIB)),
}


def check(draft: Draft) -> Iterator[Finding]:
    for path, environment in draft.each_environment():
        if environment.target == "ecs" and environment.task.memory not in _MEMORY[environment.task.cpu]:
            yield Finding((*path, "task", "memory"), _refused(environment.task))


def _refused(task: Task) -> str:
    default = "" if "memory" in task.model_fields_set else " (the default)"
    sizes = _MEMORY[task.cpu]
    allowed = f"{', '.join(map(str, sizes[:3]))}, ... {sizes[-1]}" if len(sizes) > 4 else ", ".join(map(str, sizes))
    return f"found {task.memory}{default}; allowed with cpu {task.cpu}: {allowed}"
