"""A Dockerfile, read strictly: the instructions that only arrange what a build has made. Nothing in it runs.

https://docs.docker.com/reference/dockerfile/
"""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

KNOWN = ("FROM", "WORKDIR", "COPY", "ENV", "EXPOSE", "USER", "CMD", "ENTRYPOINT", "HEALTHCHECK", "LABEL")
SHELL = ("/bin/sh", "-c")


class DockerfileError(ValueError):
    """What is wrong, with its line."""


@dataclass(frozen=True)
class Copy:
    sources: tuple[str, ...]  # within the context
    destination: PurePosixPath
    into_folder: bool  # the destination was written with a slash at its end


@dataclass
class Recipe:
    """What a Dockerfile says, in the words of an image's configuration."""

    base: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    workdir: PurePosixPath = field(default_factory=lambda: PurePosixPath("/"))
    copies: list[Copy] = field(default_factory=list)
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    user: str = ""
    ports: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Recipe:
    """Raises DockerfileError for whatever the rehearsal cannot do as Docker does it."""
    recipe = Recipe()
    for number, instruction, rest in _instructions(text):
        if instruction not in KNOWN:
            known = ", ".join(KNOWN)
            raise DockerfileError(f"Dockerfile:{number}: the rehearsal does not run {instruction}; it has {known}")
        if (instruction == "FROM") != (recipe.base == ""):
            raise DockerfileError(f"Dockerfile:{number}: exactly one FROM, before everything else")
        try:
            _ACTS[instruction](recipe, rest)
        except ValueError as error:
            raise DockerfileError(f"Dockerfile:{number}: {instruction}: {error}") from None
    if not (recipe.entrypoint or recipe.command):
        raise DockerfileError("Dockerfile: neither CMD nor ENTRYPOINT: nothing would run")
    return recipe


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, instruction, the rest); a backslash at a line's end continues it."""
    begun, parts = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#") or (not line.strip() and not parts):
            continue
        begun = begun or number
        if line.rstrip().endswith("\\"):
            parts += line.rstrip()[:-1] + " "
            continue
        instruction, _, rest = (parts + line).strip().partition(" ")
        yield begun, instruction.upper(), rest.strip()
        begun, parts = 0, ""


def _from(recipe: Recipe, rest: str) -> None:
    if len(rest.split()) != 1 or "$" in rest:
        raise ValueError(f"found {rest!r}; the rehearsal has one stage, and no arguments")
    recipe.base = rest


def _workdir(recipe: Recipe, rest: str) -> None:
    recipe.workdir = _inside(recipe, rest)


def _copy(recipe: Recipe, rest: str) -> None:
    words = _exec_form(rest) or tuple(shlex.split(rest))
    if any(word.startswith("--") for word in words):
        raise ValueError("the rehearsal has no options of COPY")
    if len(words) < 2 or any(mark in word for word in words for mark in "*?$<"):
        raise ValueError(f"found {rest!r}; allowed: names of files and folders, and where they go")
    *sources, to = words
    if any(PurePosixPath(source).is_absolute() or ".." in PurePosixPath(source).parts for source in sources):
        raise ValueError("a source lies within the context")
    recipe.copies.append(Copy(tuple(sources), _inside(recipe, to), to.endswith("/") or len(sources) > 1))


def _env(recipe: Recipe, rest: str) -> None:
    recipe.environment.update(_pairs(rest))


def _label(recipe: Recipe, rest: str) -> None:
    recipe.labels.update(_pairs(rest))


def _expose(recipe: Recipe, rest: str) -> None:
    ports = [port if "/" in port else f"{port}/tcp" for port in rest.split()]
    if not all(re.fullmatch(r"\d{1,5}/(tcp|udp)", port) for port in ports):
        raise ValueError(f"found {rest!r}; allowed: ports")
    recipe.ports += ports


def _user(recipe: Recipe, rest: str) -> None:
    recipe.user = rest


def _cmd(recipe: Recipe, rest: str) -> None:
    recipe.command = _exec_form(rest) or (*SHELL, rest)


def _entrypoint(recipe: Recipe, rest: str) -> None:
    recipe.entrypoint = _exec_form(rest) or (*SHELL, rest)


def _healthcheck(recipe: Recipe, rest: str) -> None:
    """ECS overlooks it, and so does the rehearsal."""
    if rest != "NONE" and " CMD " not in f" {rest} ":
        raise ValueError("NONE, or CMD with a command")


_ACTS = {
    "FROM": _from, "WORKDIR": _workdir, "COPY": _copy, "ENV": _env, "LABEL": _label, "EXPOSE": _expose,
    "USER": _user, "CMD": _cmd, "ENTRYPOINT": _entrypoint, "HEALTHCHECK": _healthcheck,
}  # fmt: skip


def _pairs(rest: str) -> dict[str, str]:
    words = shlex.split(rest)
    if not words or not all("=" in word for word in words) or "$" in rest:
        raise ValueError(f"found {rest!r}; allowed: name=value, without variables")
    return dict(word.split("=", 1) for word in words)


def _inside(recipe: Recipe, path: str) -> PurePosixPath:
    whole = recipe.workdir / path
    if ".." in whole.parts or "$" in path or not path:
        raise ValueError(f"found {path!r}; allowed: a path without variables and ..")
    return whole


def _exec_form(rest: str) -> tuple[str, ...]:
    """Of a JSON list of texts; empty for the shell form."""
    if not rest.startswith("["):
        return ()
    try:
        words = json.loads(rest)
    except json.JSONDecodeError:
        raise ValueError(f"found {rest!r}; allowed: a JSON list of texts") from None
    if not words or not all(isinstance(word, str) for word in words):
        raise ValueError(f"found {rest!r}; allowed: a JSON list of texts")
    return tuple(words)
