"""A container is not privileged, gets no capability, and shares no network, processes or files with its host."""

from collections.abc import Iterator

from policy.finding import Violation
from policy.rules.ecs._containers import TASK, containers
from policy.templates.assembly import Assembly
from policy.templates.template import text
from policy.templates.values import fields, objects

SHARED = {"NetworkMode": ("awsvpc",), "PidMode": ("task",), "IpcMode": ("task", "none")}


def check(assembly: Assembly) -> Iterator[Violation]:
    for container in containers(assembly):
        if text(container.settings.get("Privileged", False)) != "false":
            yield container.task.violation(f"Privileged::{container.name}")
        capabilities = fields(fields(container.settings.get("LinuxParameters")).get("Capabilities"))
        for added in capabilities.get("Add", []):
            yield container.task.violation(f"Capability::{container.name} {text(added)}")
    for task in assembly.resources(TASK):
        for key, good in SHARED.items():
            mode = text(task.properties.get(key, "bridge" if key == "NetworkMode" else good[0]))
            if mode not in good:
                yield task.violation(f"{key}::{mode}")
        for volume in objects(task.properties.get("Volumes")):
            if "SourcePath" in fields(volume.get("Host")):
                yield task.violation(f"Host.SourcePath::{text(volume['Host']['SourcePath'])}")
