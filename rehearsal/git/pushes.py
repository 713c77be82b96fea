"""What a push sets off: triggers of connections, events of CodeCommit."""

from typing import Any

from rehearsal.codecommit import service as codecommit_service
from rehearsal.codepipeline import registry
from rehearsal.codepipeline.triggers import Push
from rehearsal.git.repositories import NO_COMMIT, Repository, connected


def received(request: dict[str, Any]) -> dict[str, Any]:
    """The control command `push`: {repository, updates: [[old, new, reference]...]} -> {lines}."""
    lines: list[str] = []
    for old, new, reference in request["updates"]:
        if request["repository"].startswith("arn:aws:codecommit:"):
            _, _, _, region, account, name = request["repository"].split(":")
            codecommit_service.pushed(account, region, name, reference, old, new)
            lines.append(f"{reference}: sent to EventBridge")
        elif new != NO_COMMIT:
            lines += _trigger(connected(request["repository"]), old, new, reference)
    return {"lines": lines}


def _trigger(repository: Repository, old: str, new: str, reference: str) -> list[str]:
    started = registry.start_on_push(_push(repository, old, new, reference))
    if not started:
        return [f"{reference}: no pipeline has a trigger for this push"]
    return [f"{reference}: pipeline {name} started, execution {execution}" for name, execution in started]


def _push(repository: Repository, old: str, new: str, reference: str) -> Push:
    commit = repository.commit(new).id
    if reference.startswith("refs/tags/"):
        return Push(repository.name, commit, tag=reference.removeprefix("refs/tags/"))
    return Push(
        repository.name,
        commit,
        branch=reference.removeprefix("refs/heads/"),
        changed_files=repository.changed_files(old, new),
    )
