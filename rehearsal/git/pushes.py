"""What a push sets off: triggers of connections, events of CodeCommit.

A pull request is opened as on GitLab, by the options of a push, and is of the branch that is pushed:
`git push -o merge_request.create -o merge_request.target=main`. Later pushes to that branch update it.
https://docs.gitlab.com/ce/user/project/push_options.html
"""

from typing import Any

from rehearsal.codecommit import service as codecommit_service
from rehearsal.codepipeline import registry
from rehearsal.codepipeline.triggers import PullRequest, Push
from rehearsal.git.repositories import NO_COMMIT, Repository, connected

CREATE, TARGET = "merge_request.create", "merge_request.target="

_open: dict[tuple[str, str], str] = {}  # the branch that each pull request is for, by repository and reference


def received(request: dict[str, Any]) -> dict[str, Any]:
    """The control command `push`: {repository, updates: [[old, new, reference]...], options} -> {lines}."""
    lines: list[str] = []
    for old, new, reference in request["updates"]:
        if request["repository"].startswith("arn:aws:codecommit:"):
            _, _, _, region, account, name = request["repository"].split(":")
            codecommit_service.pushed(account, region, name, reference, old, new)
            lines.append(f"{reference}: sent to EventBridge")
        elif new != NO_COMMIT:
            repository = connected(request["repository"])
            lines += _trigger(_push(repository, old, new, reference), reference)
            pull_request = _pull_request(repository, new, reference, request["options"])
            lines += _trigger(pull_request, reference) if pull_request else []
    return {"lines": lines}


def _trigger(change: Push | PullRequest, reference: str) -> list[str]:
    started = registry.start_on(change)
    what = "push" if isinstance(change, Push) else f"pull request to {change.target}"
    if not started:
        return [f"{reference}: no pipeline has a trigger for this {what}"]
    return [f"{reference}: pipeline {name} started, execution {execution}" for name, execution in started]


def _pull_request(repository: Repository, new: str, reference: str, options: list[str]) -> PullRequest | None:
    """That this push opens, or that it updates."""
    target = next((option.removeprefix(TARGET) for option in options if option.startswith(TARGET)), "")
    opens = bool(target) and CREATE in options
    if opens:
        _open[repository.name, reference] = target
    target = _open.get((repository.name, reference), "")
    if not target:
        return None
    commit = repository.commit(new).id
    files = repository.proposed_files(target, commit) if repository.head(target) else ()
    return PullRequest(repository.name, commit, target, "OPEN" if opens else "UPDATED", files)


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
