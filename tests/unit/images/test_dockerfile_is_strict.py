"""A Dockerfile as far as the rehearsal builds it; everything else is refused by its name and line."""

from pathlib import PurePosixPath

import pytest

from rehearsal.images.dockerfile import DockerfileError, parse
from tests.conftest import ROOT

BEGIN = "FROM node:24\n"


def test_the_repositorys_own_is_understood() -> None:
    recipe = parse((ROOT / "Dockerfile").read_text())
    assert recipe.user == "1000"
    assert recipe.command == ("node", "/opt/webapp/main.js")
    assert recipe.environment == {"NODE_ENV": "production", "PORT": "8080"}
    assert [(copy.sources, copy.destination) for copy in recipe.copies] == [
        (("webapp/dist",), PurePosixPath("/opt/webapp"))
    ]


def test_paths_are_below_the_working_directory() -> None:
    recipe = parse(f"{BEGIN}WORKDIR /srv\nWORKDIR app\nCOPY a.js b.js lib/\nCMD node a.js")
    [copy] = recipe.copies
    assert (copy.destination, copy.into_folder) == (PurePosixPath("/srv/app/lib"), True)
    assert recipe.command == ("/bin/sh", "-c", "node a.js")


def test_a_backslash_continues_a_line() -> None:
    assert parse(f'{BEGIN}LABEL a=1 \\\n  b="2 3"\nENTRYPOINT ["node"]').labels == {"a": "1", "b": "2 3"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{BEGIN}RUN npm ci\nCMD x", "Dockerfile:2: the rehearsal does not run RUN"),
        ("WORKDIR /\nCMD x", "Dockerfile:1: exactly one FROM"),
        (f"{BEGIN}{BEGIN}CMD x", "Dockerfile:2: exactly one FROM"),
        ("FROM node:24 AS build\nCMD x", "the rehearsal has one stage"),
        (f"{BEGIN}COPY --from=build a b\nCMD x", "no options of COPY"),
        (f"{BEGIN}COPY ../secret .\nCMD x", "within the context"),
        (f"{BEGIN}COPY /etc/passwd .\nCMD x", "within the context"),
        (f"{BEGIN}COPY a ../../etc\nCMD x", "without variables and .."),
        (f"{BEGIN}COPY *.js .\nCMD x", "names of files and folders"),
        (f"{BEGIN}ENV A $B\nCMD x", "name=value"),
        (f"{BEGIN}EXPOSE http\nCMD x", "allowed: ports"),
        (f'{BEGIN}CMD ["node", 1]', "a JSON list of texts"),
        (f"{BEGIN}", "nothing would run"),
    ],
)
def test_what_it_cannot_do_is_refused(text: str, says: str) -> None:
    with pytest.raises(DockerfileError, match="Dockerfile") as error:
        parse(text)
    assert says in str(error.value)
