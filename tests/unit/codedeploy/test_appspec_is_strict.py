"""appspec.yml: what the agent rejects is an error with its place; what it overlooks is a warning."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codedeploy.appspec import Copy, Script, missing_from_bundle, parse
from rehearsal.yaml_document import DocumentError

HEAD = "version: 0.0\nos: linux\n"

WRONG = {
    "version: 1.0\nos: linux": "1:10: version: '1.0' is not an AppSpec version: write version: 0.0, without quotes",
    'version: "0.0"\nos: linux': "1:10: version: '0.0' is not an AppSpec version: write version: 0.0, without quotes",
    "os: linux": "1:1: appspec: 'version' is required: write version: 0.0",
    "version: 0.0": "1:1: appspec: 'os' is required: write os: linux",
    "version: 0.0\nos: windows": "2:5: os: 'windows' is not linux, and the instances are",
    "": "1:1: appspec: is empty",
    "- a": "1:1: appspec: must be a mapping",
    f"{HEAD}os: linux": "3:1: os: is given twice",
    f"{HEAD}files: [": "3:9: appspec: not valid YAML: expected the node content, but found '<stream end>'",
    f"{HEAD}files: x": "3:8: files: must be a list, found 'x'",
    f"{HEAD}files: [{{source: /}}]": "3:9: files.0: 'destination' is required",
    f"{HEAD}files: [{{destination: /x}}]": "3:9: files.0: 'source' is required",
    f"{HEAD}files: [{{source: a, destination: opt}}]": ("3:34: files.0.destination: 'opt' is not an absolute path"),
    f"{HEAD}files: [{{source: ../a, destination: /opt}}]": ("3:18: files.0.source: leads out of the bundle with '..'"),
    f"{HEAD}file_exists_behavior: OVERWRTE": (
        "3:23: file_exists_behavior: 'OVERWRTE' is not one of DISALLOW, OVERWRITE, RETAIN; did you mean 'OVERWRITE'?"
    ),
    f"{HEAD}hooks: {{AfterInstal: [{{location: a}}]}}": (
        "3:9: hooks.AfterInstal: unknown lifecycle event; did you mean 'AfterInstall'?"
    ),
    f"{HEAD}hooks: {{Install: [{{location: a}}]}}": ("3:9: hooks.Install: CodeDeploy runs no scripts in this event"),
    f"{HEAD}hooks: {{AfterInstall: [{{timeout: 3}}]}}": (
        "3:24: hooks.AfterInstall.0: 'location' is required: a script's path in the bundle"
    ),
    f"{HEAD}hooks: {{AfterInstall: [{{location: /a/../../b}}]}}": (
        "3:35: hooks.AfterInstall.0.location: leads out of the bundle with '..'"
    ),
    f"{HEAD}hooks: {{AfterInstall: [{{location: a, timeout: 0}}]}}": (
        "3:47: hooks.AfterInstall.0.timeout: '0' is not a number of seconds above 0"
    ),
    f"{HEAD}hooks: {{AfterInstall: [{{location: a, runas: ec2-user}}]}}": (
        "3:45: hooks.AfterInstall.0.runas: the rehearsal's instances have no user or group 'ec2-user', only root"
    ),
    f"{HEAD}hooks: {{AfterInstall: [{{location: a, timeout: 2000}}, {{location: b, timeout: 1601}}]}}": (
        "3:9: hooks.AfterInstall: its scripts' timeouts add up to 3601 seconds; an event may last 3600"
    ),
    f"{HEAD}permissions: [{{mode: 644}}]": "3:15: permissions.0: 'object' is required",
    f"{HEAD}permissions: [{{object: /a, mode: 648}}]": (
        "3:34: permissions.0.mode: '648' is not a mode: one to four digits from 0 to 7"
    ),
    f"{HEAD}permissions: [{{object: /a, mode: 0644}}]": (
        "3:34: permissions.0.mode: the agent's YAML reads 0644 as the number 420: quote it"
    ),
    f"{HEAD}permissions: [{{object: /a, owner: web}}]": (
        "3:35: permissions.0.owner: the rehearsal's instances have no user or group 'web', only root"
    ),
    f"{HEAD}permissions: [{{object: /a, type: [link]}}]": (
        "3:34: permissions.0.type: 'link' is not one of file, directory"
    ),
    f"{HEAD}permissions: [{{object: /a, acls: ['u:bob:rw']}}]": (
        "3:28: permissions.0.acls: the rehearsal cannot set this: its file systems may not have it"
    ),
}


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_a_wrong_appspec_is_refused_at_its_place(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as refused:
        parse(text)
    assert str(refused.value) == f"appspec.yml:{message}"


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(DocumentError) as refused:
        parse("version: 1\nos: windows\nhooks: {X: [{location: a}]}")
    assert [problem.line for problem in refused.value.problems] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "warning"),
    {
        f"{HEAD}hook: {{}}": "3:1: hook: the agent ignores this key; did you mean 'hooks'?",
        f"{HEAD}hooks: {{AfterInstall: }}": ("3:9: hooks.AfterInstall: the agent ignores an event without scripts"),
        f"{HEAD}hooks: {{AfterInstall: [{{location: a}}, {{location: b}}]}}": (
            "3:9: hooks.AfterInstall: its scripts' timeouts add up to 7200 seconds; an event may last 3600: "
            "give every script a timeout (without, it is 3600)"
        ),
    }.items(),
)
def test_what_the_agent_overlooks_is_a_warning(text: str, warning: str) -> None:
    assert [str(found) for found in parse(text).warnings] == [f"appspec.yml:{warning}"]


def test_values_are_those_of_the_file() -> None:
    spec = parse(
        f"{HEAD}files: [{{source: /, destination: /opt/app/}}, {{source: ./x//y, destination: /etc}}]\n"
        "permissions: [{object: /opt/app, mode: '0755', owner: root, type: [directory], except: [tmp]}]\n"
        "hooks: {ValidateService: [{location: scripts/v.sh, timeout: 30, runas: root}]}\n"
        "file_exists_behavior: RETAIN\n"
    )
    assert spec.files == (Copy("", "/opt/app", (3, 18)), Copy("x/y", "/etc", (3, 55)))
    assert spec.hooks == {"ValidateService": (Script("scripts/v.sh", 30, (5, 38), "root"),)}
    (permission,) = spec.permissions
    assert (permission.mode, permission.types, permission.exceptions) == (0o755, ("directory",), ("tmp",))
    assert (spec.file_exists_behavior, spec.warnings) == ("RETAIN", ())


def test_what_the_bundle_lacks_is_named_at_its_place() -> None:
    spec = parse(f"{HEAD}files: [{{source: dist, destination: /opt}}, {{source: /, destination: /srv}}]\n"
                 "hooks: {AfterInstall: [{location: a.sh}, {location: b.sh}]}\n")  # fmt: skip
    assert [str(problem) for problem in missing_from_bundle(spec, {"a.sh"}.__contains__)] == [
        "appspec.yml:3:18: files: source 'dist' is not in the bundle",
        "appspec.yml:4:53: hooks.AfterInstall: script 'b.sh' is not in the bundle",
    ]


def test_the_projects_own_appspec_is_right_and_complete() -> None:
    project = Path(__file__).resolve().parents[3]
    spec = parse((project / "appspec.yml").read_text())
    assert spec.warnings == ()
    built = {"webapp/dist"}  # by buildspec.yml
    lacking = missing_from_bundle(spec, lambda path: path in built or (project / path).exists())
    assert lacking == []


@given(st.text(st.sampled_from("version: 0.0\nos:linuxfilehkrmd-[]{},'\"&*|>%!#/."), max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    places = [(1, 1)]
    try:
        parse(HEAD + text)
    except DocumentError as error:
        places = [(problem.line, problem.column) for problem in error.problems]
    assert places
    assert min(min(place) for place in places) > 0
