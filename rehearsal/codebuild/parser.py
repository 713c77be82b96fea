"""buildspec.yml -> values. Strict: what AWS rejects, and what the rehearsal refuses, is a problem."""

import re
from collections.abc import Mapping

from rehearsal.codebuild.buildspec import Artifact, Buildspec, Cache, Environment, Files, Phase
from rehearsal.yaml_document import DocumentError, Fields, Value, compose

PHASES = ("install", "pre_build", "build", "post_build")
SHELLS = {"bash": "bash", "/bin/sh": "/bin/sh"}
WINDOWS_SHELLS = ("powershell.exe", "cmd.exe")
RUNTIMES = ("android", "docker", "dotnet", "golang", "java", "nodejs", "php", "python", "ruby")
PROVIDED_RUNTIMES = ("nodejs", "python")
REPORT_FORMATS = (
    "JUNITXML",
    "CUCUMBERJSON",
    "NUNITXML",
    "NUNIT3XML",
    "TESTNGXML",
    "VISUALSTUDIOTRX",
    "CLOVERXML",
    "COBERTURAXML",
    "JACOCOXML",
    "SIMPLECOV",
)
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
MAXIMUM = 5  # report groups of a project, and fallback keys of a cache


def parse(text: str, file: str = "buildspec.yml") -> Buildspec:
    """Raises DocumentError with every problem of the file."""
    root = compose(text, file, "buildspec")
    spec = _buildspec(root)
    if root.problems:
        raise DocumentError(root.problems)
    return spec


def _buildspec(root: Value) -> Buildspec:
    fields = root.fields("version", "run-as", "env", "proxy", "batch", "phases", "reports", "artifacts", "cache")
    _version(fields.get("version", root))
    _run_as(fields)
    _batch_and_proxy(fields)
    if "phases" not in fields:
        root.problem("'phases' is required")
    phases = fields["phases"].fields(*PHASES) if "phases" in fields else Fields()
    artifacts = fields.get("artifacts")
    return Buildspec(
        phases={name: _phase(name, value) for name, value in phases.items()},
        environment=_environment(fields["env"]) if "env" in fields else Environment(),
        runtime_versions=_runtime_versions(phases),
        reports=_reports(fields["reports"]) if "reports" in fields else {},
        artifact=_artifact(artifacts, "secondary-artifacts") if artifacts else None,
        secondary_artifacts=_secondary_artifacts(artifacts) if artifacts else {},
        cache=_cache(fields["cache"]) if "cache" in fields else None,
    )


def _version(value: Value) -> None:
    if not value.path:
        value.problem("'version' is required: write version: 0.2")
    elif value.text() == "0.1":
        value.problem(
            "the rehearsal refuses version 0.1, in which a command sees nothing of an earlier one: write version: 0.2"
        )
    elif value.text() != "0.2":
        value.problem(f"'{value.text()}' is not a buildspec version: write version: 0.2")


def _run_as(fields: Fields) -> None:
    if fields.text("run-as", "root") != "root":
        fields["run-as"].problem("the rehearsal runs every command as one user, and cannot become another")


def _batch_and_proxy(fields: Fields) -> None:
    if "batch" in fields:
        fields["batch"].problem("the rehearsal does not run batch builds", at_key=True)
    if "proxy" in fields:
        for value in fields["proxy"].fields("upload-artifacts", "logs").values():
            if value.boolean():
                value.problem("the rehearsal has no explicit proxy server: remove it or write no")


def _environment(env: Value) -> Environment:
    fields = env.fields(
        "shell", "variables", "parameter-store", "secrets-manager", "exported-variables", "git-credential-helper"
    )
    if fields.yes("git-credential-helper"):
        fields["git-credential-helper"].problem("the rehearsal has no Git credentials to help with")
    parameters = _named(fields.get("parameter-store"))
    secrets = _named(fields.get("secrets-manager"))
    return Environment(
        shell=_shell(fields["shell"]) if "shell" in fields else "/bin/sh",
        variables=_named(fields.get("variables")),
        parameter_store=parameters,
        secrets_manager=secrets,
        exported_variables=_exported(fields.get("exported-variables"), {**parameters, **secrets}),
    )


def _shell(value: Value) -> str:
    if value.text() in WINDOWS_SHELLS:
        value.problem(f"the rehearsal has no Windows shell '{value.text()}'")
        return "/bin/sh"
    return SHELLS.get(value.choice(SHELLS), "/bin/sh")


def _named(mapping: Value | None) -> dict[str, str]:
    entries = mapping.entries() if mapping else {}
    for name, value in entries.items():
        if name.startswith("CODEBUILD_"):
            value.problem("names that start with CODEBUILD_ are reserved for CodeBuild", at_key=True)
        elif not VARIABLE.fullmatch(name):
            value.problem(f"'{name}' is not the name of an environment variable", at_key=True)
    return {name: value.verbatim() for name, value in entries.items()}


def _exported(value: Value | None, secrets: Mapping[str, str]) -> tuple[str, ...]:
    if value is None:
        return ()
    for name in value.texts():
        if name in secrets:
            value.problem(f"'{name}' is a parameter or a secret, which CodeBuild does not export")
        elif name.startswith("AWS_"):
            value.problem(f"'{name}': CodeBuild exports no variable whose name starts with AWS_")
        elif not VARIABLE.fullmatch(name):
            value.problem(f"'{name}' is not the name of an environment variable")
    return value.texts()


def _phase(name: str, value: Value) -> Phase:
    install_only = ("runtime-versions",) if name == "install" else ()
    fields = value.fields("run-as", "on-failure", "commands", "finally", *install_only)
    _run_as(fields)
    if "commands" not in fields and name != "install":
        value.problem("'commands' is required", at_key=True)
    return Phase(
        commands=fields.texts("commands"),
        finally_commands=fields.texts("finally"),
        on_failure=_on_failure(fields["on-failure"]) if "on-failure" in fields else None,
    )


def _on_failure(value: Value) -> str:
    if re.fullmatch(r"RETRY(-.+)?", value.text()):
        value.problem("the rehearsal does not retry builds: write ABORT or CONTINUE")
        return "ABORT"
    return value.choice(("ABORT", "CONTINUE", "RETRY"))


def _runtime_versions(phases: Fields) -> dict[str, str]:
    install = phases["install"].entries() if "install" in phases else {}
    runtimes = install["runtime-versions"].fields(*RUNTIMES) if "runtime-versions" in install else {}
    for runtime, value in runtimes.items():
        if runtime not in PROVIDED_RUNTIMES:
            value.problem(f"the rehearsal provides nodejs and python, not {runtime}", at_key=True)
    return {runtime: value.verbatim() for runtime, value in runtimes.items()}


def _reports(reports: Value) -> dict[str, Files]:
    groups = reports.entries()
    if len(groups) > MAXIMUM:
        reports.problem(f"a project has at most {MAXIMUM} report groups, found {len(groups)}", at_key=True)
    return {name: _report(group) for name, group in groups.items()}


def _report(group: Value) -> Files:
    fields = group.fields("files", "file-format", "base-directory", "discard-paths")
    form = fields.text("file-format", "JUNITXML").upper()
    if form not in REPORT_FORMATS:
        fields["file-format"].choice(REPORT_FORMATS)
    elif form != "JUNITXML":
        fields["file-format"].problem(f"the rehearsal reads JUNITXML reports only, not {form}")
    return _files(group, fields)


def _files(value: Value, fields: Fields) -> Files:
    if "files" not in fields or not fields["files"].texts():
        value.problem("'files' is required, with at least one location", at_key=True)
    return Files(
        files=fields.texts("files"),
        base_directory=fields.text("base-directory", "."),
        exclude_paths=_exclude_paths(fields.get("exclude-paths")),
        discard_paths=fields.yes("discard-paths"),
    )


def _exclude_paths(value: Value | None) -> tuple[str, ...]:
    """AWS documents a list and shows a single value: both are read."""
    if value is None:
        return ()
    return (value.text(),) if value.is_scalar else value.texts()


def _artifact(value: Value, *primary_only: str) -> Artifact:
    fields = value.fields(
        "files",
        "name",
        "discard-paths",
        "base-directory",
        "exclude-paths",
        "enable-symlinks",
        "s3-prefix",
        *primary_only,
    )
    if fields.yes("enable-symlinks"):
        fields["enable-symlinks"].problem("the rehearsal does not keep symbolic links in artifacts")
    if "s3-prefix" in fields:
        fields["s3-prefix"].problem("the rehearsal has no s3-prefix: give the project's artifacts a path")
    return Artifact(
        selection=_files(value, fields),
        name=fields.optional("name"),
    )


def _secondary_artifacts(artifacts: Value) -> dict[str, Artifact]:
    secondary = artifacts.entries().get("secondary-artifacts")
    return {name: _artifact(value) for name, value in secondary.entries().items()} if secondary else {}


def _cache(value: Value) -> Cache:
    fields = value.fields("paths", "key", "fallback-keys", "action")
    if not fields.texts("paths"):
        value.problem("'paths' is required, with at least one location", at_key=True)
    if len(fields.texts("fallback-keys")) > MAXIMUM:
        fields["fallback-keys"].problem(f"at most {MAXIMUM} fallback keys")
    action = fields["action"].choice(("restore", "save")) if "action" in fields else None
    return Cache(
        paths=fields.texts("paths"),
        key=fields.optional("key"),
        fallback_keys=fields.texts("fallback-keys"),
        restore=action != "save",
        save=action != "restore",
    )
