"""A container's image is named by its digest or given by the pipeline as a parameter, never by a tag that moves."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.ecs._containers import containers
from policy.templates.assembly import Assembly
from policy.templates.references import all_referred
from policy.templates.template import text


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        image = container.settings.get("Image", "none")
        from_pipeline = all_referred(image) & set(container.task.stack.template.get("Parameters", {}))
        if "@sha256:" not in text(image) and not from_pipeline:
            yield container.task.violation(f"Image::{container.name} {text(image)}")
