"""A wrong buildspec gets all its errors at once, each with its place and the remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codebuild.buildspec import Buildspec, Files, Phase
from rehearsal.codebuild.parser import parse
from rehearsal.yaml_document import DocumentError, Problem

SMALLEST = "version: 0.2\nphases:\n  build:\n    commands: [make]\n"
EVERYTHING = """\
version: 0.2
run-as: root
env:
  shell: bash
  variables: {COLOUR: "red", COUNT: 3}
  parameter-store: {PASSWORD: /app/password}
  secrets-manager: {TOKEN: "app:token"}
  exported-variables: [VERSION]
  git-credential-helper: no
proxy: {upload-artifacts: no, logs: no}
phases:
  install:
    runtime-versions: {nodejs: 24, python: "3.11"}
    commands: [npm ci]
    finally: [echo installed]
  build:
    on-failure: CONTINUE
    commands:
      - npm test
reports:
  unit:
    files: ["**/*.xml"]
    file-format: junitxml
    base-directory: out
artifacts:
  files: ["**/*"]
  base-directory: dist
  exclude-paths: "**/.git/**/*"
  discard-paths: yes
  name: app-$(date +%Y)
  secondary-artifacts:
    docs: {files: [docs/*]}
cache:
  key: deps-1
  fallback-keys: [deps-]
  action: restore
  paths: ["node_modules/**/*"]
"""


def errors(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse(text)
    return [str(problem) for problem in caught.value.problems]


def test_every_documented_key_is_read() -> None:
    spec = parse(EVERYTHING)
    assert spec.environment.shell == "bash"
    assert spec.environment.variables == {"COLOUR": "red", "COUNT": "3"}
    assert spec.environment.parameter_store == {"PASSWORD": "/app/password"}
    assert spec.environment.secrets_manager == {"TOKEN": "app:token"}
    assert spec.environment.exported_variables == ("VERSION",)
    assert spec.phases["install"] == Phase(("npm ci",), ("echo installed",))
    assert spec.phases["build"] == Phase(("npm test",), (), "CONTINUE")
    assert spec.runtime_versions == {"nodejs": "24", "python": "3.11"}
    assert spec.reports == {"unit": Files(("**/*.xml",), "out")}
    assert spec.artifact is not None
    assert spec.artifact.selection == Files(("**/*",), "dist", ("**/.git/**/*",), True)
    assert spec.artifact.name == "app-$(date +%Y)"
    assert spec.secondary_artifacts["docs"].selection.files == ("docs/*",)
    assert spec.cache is not None
    assert (spec.cache.restore, spec.cache.save) == (True, False)


def test_all_errors_are_reported_at_once_with_their_places() -> None:
    assert errors("""\
version: 0.3
env:
  variabels: {}
phases:
  biuld:
    commands: [make]
  build:
    commands: make
artifacts:
  base-directory: dist
""") == [
        "buildspec.yml:1:10: version: '0.3' is not a buildspec version: write version: 0.2",
        "buildspec.yml:3:3: env.variabels: unknown key; did you mean 'variables'?",
        "buildspec.yml:5:3: phases.biuld: unknown key; did you mean 'build'?",
        "buildspec.yml:8:15: phases.build.commands: must be a list, found 'make'",
        "buildspec.yml:9:1: artifacts: 'files' is required, with at least one location",
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("batch: {fast-fail: true}\n", "batch: the rehearsal does not run batch builds"),
        ("run-as: ubuntu\n", "run-as: the rehearsal runs every command as one user, and cannot become another"),
        ("proxy: {logs: yes}\n", "proxy.logs: the rehearsal has no explicit proxy server: remove it or write no"),
        ("env: {shell: powershell.exe}\n", "env.shell: the rehearsal has no Windows shell 'powershell.exe'"),
        ("env: {shell: zsh}\n", "env.shell: 'zsh' is not one of bash, /bin/sh"),
        (
            "env: {git-credential-helper: yes}\n",
            "env.git-credential-helper: the rehearsal has no Git credentials to help with",
        ),
        (
            "env: {variables: {CODEBUILD_X: 1}}\n",
            "env.variables.CODEBUILD_X: names that start with CODEBUILD_ are reserved for CodeBuild",
        ),
        ("env: {variables: {A-B: 1}}\n", "env.variables.A-B: 'A-B' is not the name of an environment variable"),
        ("env: {variables: {A: [1]}}\n", "env.variables.A: must be a single value, found a list"),
        ("env: {variables: {A: }}\n", "env.variables.A: must be a single value, found nothing"),
        ("env: {variables: {A: 1, A: 2}}\n", "env.variables.A: is given twice"),
        (
            "env: {exported-variables: [AWS_REGION]}\n",
            "env.exported-variables: 'AWS_REGION': CodeBuild exports no variable whose name starts with AWS_",
        ),
        (
            "env: {parameter-store: {P: /p}, exported-variables: [P]}\n",
            "env.exported-variables: 'P' is a parameter or a secret, which CodeBuild does not export",
        ),
        (
            "reports: {unit: {files: [a], file-format: CUCUMBERJSON}}\n",
            "reports.unit.file-format: the rehearsal reads JUNITXML reports only, not CUCUMBERJSON",
        ),
        ("reports: {unit: {file-format: JUNITXLM, files: [a]}}\n", "did you mean 'JUNITXML'?"),
        ("reports: {unit: {files: []}}\n", "reports.unit: 'files' is required, with at least one location"),
        (
            "artifacts: {files: [a], enable-symlinks: yes}\n",
            "artifacts.enable-symlinks: the rehearsal does not keep symbolic links in artifacts",
        ),
        ("artifacts: {files: [a], s3-prefix: x}\n", "artifacts.s3-prefix: the rehearsal has no s3-prefix"),
        (
            "artifacts: {files: [a], discard-paths: perhaps}\n",
            "artifacts.discard-paths: must be yes or no, found 'perhaps'",
        ),
        (
            "artifacts: {files: [a], secondary-artifacts: {b: {files: [c], secondary-artifacts: {}}}}\n",
            "artifacts.secondary-artifacts.b.secondary-artifacts: unknown key",
        ),
        ("cache: {}\n", "cache: 'paths' is required, with at least one location"),
        ("cache: {paths: [a], fallback-keys: [a, b, c, d, e, f]}\n", "cache.fallback-keys: at most 5"),
        ("cache: {paths: [a], action: keep}\n", "cache.action: 'keep' is not one of restore, save"),
        ("<<: {a: b}\n", "the rehearsal has no YAML merge keys: write the keys out"),
    ],
)
def test_what_aws_rejects_or_the_rehearsal_lacks_is_refused_by_name(change: str, message: str) -> None:
    assert any(message in error for error in errors(SMALLEST + change))


@pytest.mark.parametrize(
    ("phase", "message"),
    [
        ("{commands: [a], on-failure: RETRY}", "on-failure: the rehearsal does not retry builds"),
        ("{commands: [a], on-failure: RETRY-3-.*timeout.*}", "on-failure: the rehearsal does not retry builds"),
        ("{commands: [a], on-failure: CONTINU}", "did you mean 'CONTINUE'?"),
        ("{finally: [a]}", "phases.build: 'commands' is required"),
        ("{commands: [a, {b: c}]}", "phases.build.commands.1: must be a single value, found a mapping"),
        ("{commands: [a], run-as: ubuntu}", "phases.build.run-as: the rehearsal runs every command as one user"),
        ("{commands: [a], runtime-versions: {nodejs: 24}}", "phases.build.runtime-versions: unknown key"),
    ],
)
def test_a_wrong_phase_is_refused_by_name(phase: str, message: str) -> None:
    assert any(message in error for error in errors(f"version: 0.2\nphases:\n  build: {phase}\n"))


@pytest.mark.parametrize(
    ("runtime", "message"),
    [
        ("ruby: 3.2", "the rehearsal provides nodejs and python, not ruby"),
        ("pyhton: 3.11", "unknown key; did you mean 'python'?"),
        ("python: 3.10", "YAML reads the number 3.10 as 3.1: quote it"),
    ],
)
def test_a_runtime_that_cannot_be_had_is_refused(runtime: str, message: str) -> None:
    text = f"version: 0.2\nphases:\n  install:\n    runtime-versions: {{{runtime}}}\n"
    assert any(message in error for error in errors(text))


def test_version_0_1_is_refused_with_the_reason() -> None:
    assert errors(SMALLEST.replace("0.2", "0.1")) == [
        "buildspec.yml:1:10: version: the rehearsal refuses version 0.1, in which a command sees nothing of an "
        "earlier one: write version: 0.2"
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "a: [", "a: 'b", "\x00", "---\na: 1\n---\nb: 2\n", "&a [*a]"])
def test_what_is_not_one_mapping_is_one_error(text: str) -> None:
    assert len(errors(text)) == 1


def test_a_missing_version_and_missing_phases_are_both_named() -> None:
    assert [error.split(": ", 2)[2] for error in errors("env: {}\n")] == [
        "'phases' is required",
        "'version' is required: write version: 0.2",
    ]


def assert_buildspec_or_errors(text: str) -> None:
    outcome: Buildspec | tuple[Problem, ...]
    try:
        outcome = parse(text)
    except DocumentError as error:
        outcome = error.problems
    assert isinstance(outcome, Buildspec) or all(p.line >= 1 and p.column >= 1 for p in outcome)
    assert outcome


@given(st.text())
def test_any_text_is_a_buildspec_or_its_errors(text: str) -> None:
    assert_buildspec_or_errors(text)


KEYS = st.sampled_from(
    [
        "version",
        "env",
        "phases",
        "build",
        "commands",
        "finally",
        "artifacts",
        "files",
        "reports",
        "cache",
        "paths",
        "secondary-artifacts",
        "variables",
        "on-failure",
    ]
)
TREES = st.recursive(
    st.sampled_from(["0.2", "yes", "make", "ABORT", "3.10", "~"]),
    lambda tree: st.lists(tree, max_size=3) | st.dictionaries(KEYS, tree, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES, max_size=5))
def test_any_shape_of_known_keys_is_a_buildspec_or_its_errors(tree: dict[str, object]) -> None:
    assert_buildspec_or_errors(str(tree))
