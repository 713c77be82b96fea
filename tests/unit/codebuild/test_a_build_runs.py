"""Real buildspecs, run for real: each behaviour with namespaces and without."""

import json
import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rehearsal.codebuild.order import Sources
from tests.unit.codebuild.a_build import ORDER, Remembering, build, zipped

NO_OUTPUT = replace(ORDER, primary_artifact=False)


def spec(*lines: str) -> str:
    return "\n".join(("version: 0.2", *lines, ""))


def commands(*written: str, phase: str = "build") -> str:
    return "\n".join((f"  {phase}:", "    commands:", *(f"    - {json.dumps(command)}" for command in written)))


def test_variables_and_folder_pass_from_command_to_command_and_phase_to_phase(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "phases:",
            commands("COLOUR=red", 'export TASTE="it\'s sweet"', "mkdir deep; cd deep", phase="install"),
            commands('echo "$COLOUR $TASTE"', "basename $PWD", "unset COLOUR", 'echo "<$COLOUR>"'),
        ),
        order=NO_OUTPUT,
    )
    assert built.output == ["red it's sweet", "deep", "<>"]
    assert built.result.status == "SUCCEEDED"


def test_a_failing_test_stops_the_build_but_post_build_runs(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "phases:",
            commands("echo tested; exit 3", "echo never"),
            commands("echo succeeding=$CODEBUILD_BUILD_SUCCEEDING", phase="post_build"),
        ),
    )
    assert built.output == ["tested", "succeeding=0"]
    assert built.result.status == "FAILED"
    assert built.failure() == (
        "BUILD COMMAND_EXECUTION_ERROR: Error while executing command: echo tested; exit 3. Reason: exit status 3"
    )
    assert built.statuses()["POST_BUILD"] == "SUCCEEDED"


def test_a_failed_install_ends_the_build_before_its_build_phase(folder: Path) -> None:
    built = build(folder, spec("phases:", commands("false", phase="install"), commands("echo never")))
    assert built.output == []
    assert "BUILD" not in built.statuses()


def test_finally_runs_and_continue_goes_on(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "phases:",
            commands("false", phase="install"),
            "    finally: [echo cleaned]",
            "    on-failure: CONTINUE",
            commands("echo built"),
        ),
        order=NO_OUTPUT,
    )
    assert built.output == ["cleaned", "built"]
    assert built.result.status == "FAILED"


def test_exported_variables_have_their_last_value(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "env:",
            "  variables: {VERSION: old}",
            "  exported-variables: [VERSION, ABSENT]",
            "phases:",
            commands("VERSION='1.2 \"x\"'", phase="install"),
            commands("true"),
        ),
        order=NO_OUTPUT,
    )
    assert built.result.exported_variables == {"VERSION": '1.2 "x"', "ABSENT": ""}


def test_the_artifact_is_what_the_buildspec_selects(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "phases:",
            commands(
                "mkdir -p dist/sub dist/.git",
                "echo a > dist/a; echo b > dist/sub/b",
                "touch dist/.git/x dist/.dot; chmod 755 dist/a",
            ),
            "artifacts:",
            "  base-directory: dist",
            "  files: ['**/*', 'no-such-*']",
            "  exclude-paths: ['**/.git/**/*']",
        ),
    )
    assert built.artifact() == {".dot": "", "a": "a\n", "sub/b": "b\n"}
    assert "Skipping invalid file path no-such-*" in built.log


def test_each_output_has_its_own_zip(folder: Path) -> None:
    order = replace(ORDER, primary_artifact=False, secondary_artifacts=("app", "docs"))
    built = build(
        folder,
        spec(
            "phases:",
            commands("echo 1 > app.js; echo 2 > page.md"),
            "artifacts:",
            "  files: ['*']",
            "  secondary-artifacts:",
            "    app: {files: [app.js]}",
            "    docs: {files: ['*.md']}",
        ),
        order=order,
    )
    assert (built.artifact("app"), built.artifact("docs")) == ({"app.js": "1\n"}, {"page.md": "2\n"})
    assert built.aws.outputs is not None
    assert set(built.aws.outputs.artifacts) == {"app", "docs"}


@pytest.mark.parametrize(
    ("artifacts", "message"),
    [
        ("artifacts: {files: ['*.jar']}", "no matching artifact paths found"),
        ("artifacts: {files: ['*'], base-directory: dist}", "no matching base directory path found for dist"),
        ("", "the build has an output for which the buildspec has no artifacts"),
    ],
)
def test_an_artifact_without_files_fails_the_upload(folder: Path, artifacts: str, message: str) -> None:
    built = build(folder, spec("phases:", commands("true"), artifacts))
    assert built.failure() == f"UPLOAD_ARTIFACTS CLIENT_ERROR: {message}"


def test_a_link_out_of_the_build_is_not_followed_into_the_artifact(folder: Path) -> None:
    (folder / "secret").write_text("of the user")
    built = build(
        folder,
        spec(
            "phases:",
            commands(f"ln -s {folder}/secret stolen", "ln -s ../../../../.. up"),
            "artifacts: {files: ['**/*']}",
        ),
    )
    assert "outside the folders of the build" in built.failure()
    assert built.aws.outputs is not None
    assert built.aws.outputs.artifacts == {}


def test_a_link_inside_the_build_is_copied_as_its_target(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "phases:",
            commands("mkdir d; echo x > d/x", "ln -s d/x y; ln -s $PWD/d e"),
            "artifacts: {files: ['y', 'e/*']}",
        ),
    )
    assert built.artifact() == {"e/x": "x\n", "y": "x\n"}


def test_names_are_expanded_by_the_shell_of_the_build(folder: Path) -> None:
    built = build(
        folder,
        spec(
            "env: {variables: {V: 3}}",
            "phases:",
            commands("V=4"),
            "artifacts: {files: [buildspec.yml], name: 'app-$V-$(echo x)'}",
        ),
    )
    assert built.aws.outputs is not None
    assert built.aws.outputs.names == {"": "app-4-x"}


JUNIT = """<testsuite>
<testcase name="ok"/><testcase classname="c" name="bad"><failure message="no"/></testcase>
</testsuite>"""


def test_reports_are_read_and_counted_even_when_the_tests_fail(folder: Path) -> None:
    built = build(
        folder,
        spec("phases:", commands("false"), "reports: {unit: {files: ['**/*.xml']}}"),
        {"out/junit.xml": JUNIT},
        order=NO_OUTPUT,
    )
    assert built.result.reports[0].counts["FAILED"] == 1
    assert "Report unit: 2 tests (1 succeeded, 1 failed)" in built.log
    assert "FAILED c bad: no" in built.log


def test_a_missing_report_fails_the_upload(folder: Path) -> None:
    built = build(folder, spec("phases:", commands("true"), "reports: {unit: {files: ['*.xml']}}"), order=NO_OUTPUT)
    assert built.failure() == (
        "UPLOAD_ARTIFACTS CLIENT_ERROR: Error in UPLOAD_ARTIFACTS phase: [unit: [report files not found in build]]"
    )


def test_a_wrong_buildspec_fails_before_any_command(folder: Path) -> None:
    built = build(folder, spec("phases:", "  build: {command: [touch ran]}"))
    assert built.failure() == (
        "DOWNLOAD_SOURCE YAML_FILE_ERROR: buildspec.yml:3:3: phases.build: 'commands' is required\n"
        "buildspec.yml:3:11: phases.build.command: unknown key; did you mean 'commands'?"
    )


def test_a_missing_buildspec_and_one_outside_the_source_are_errors(folder: Path) -> None:
    for name in ("ci/other.yml", "../../../../etc/passwd"):
        built = build(folder, "version: 0.2\n", order=replace(ORDER, buildspec=name))
        assert built.failure() == (f"DOWNLOAD_SOURCE YAML_FILE_ERROR: {name}: the source has no such readable file")


def test_the_project_may_hold_the_buildspec_itself(folder: Path) -> None:
    inline = spec("phases:", commands("echo inline"))
    assert build(folder, "", order=replace(NO_OUTPUT, buildspec=inline)).output == ["inline"]


def test_the_environment_is_the_builds_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "of-the-user")
    monkeypatch.setenv("USER_TOKEN", "of-the-user")
    order = replace(NO_OUTPUT, variables={"COLOUR": "project"})
    built = build(
        folder,
        spec(
            "env: {variables: {COLOUR: buildspec, SHAPE: round}}",
            "phases:",
            commands("env", 'test "$AWS_SESSION_TOKEN" = of-the-role'),
        ),
        order=order,
    )
    assert built.result.status == "SUCCEEDED"
    seen = dict(line.split("=", 1) for line in built.output)
    assert seen["COLOUR"] == "project"
    assert seen["SHAPE"] == "round"
    assert seen["CODEBUILD_RESOLVED_SOURCE_VERSION"] == "c0ffee"
    assert seen["CODEBUILD_BUILD_NUMBER"] == "7"
    assert seen["AWS_ENDPOINT_URL"] == "https://localhost:1"
    assert seen["CODEBUILD_SRC_DIR"] == seen["PWD"]
    assert seen["HOME"] != os.environ.get("HOME") or seen["HOME"] == "/root"
    assert not {"AWS_PROFILE", "USER_TOKEN", "VIRTUAL_ENV"} & seen.keys()


def test_secrets_and_access_keys_do_not_show_in_the_log(folder: Path) -> None:
    aws = Remembering(Sources(b""), parameters={"/app/password": "hunter2"})
    shown = commands(
        "echo the $PASSWORD", "echo $AWS_ACCESS_KEY_ID $AWS_SESSION_TOKEN", "echo AKIA" + "IOSFODNN7EXAMPLE"
    )
    built = build(
        folder, spec("env: {parameter-store: {PASSWORD: /app/password}}", "phases:", shown), order=NO_OUTPUT, aws=aws
    )
    assert built.output == ["the ***", "*** ***", "***"]


def test_other_inputs_lie_beside_the_primary_one(folder: Path) -> None:
    built = build(
        folder,
        spec("phases:", commands("cat $CODEBUILD_SRC_DIR_Data/x")),
        order=NO_OUTPUT,
        secondary={"Data": zipped({"x": "other\n"})},
    )
    assert built.output == ["other"]


def test_the_timeout_kills_what_the_build_started(folder: Path) -> None:
    marker = f"sleep 7{os.getpid()}"
    began = time.monotonic()
    built = build(folder, spec("phases:", commands(f"{marker} & {marker}")), order=replace(ORDER, timeout_seconds=1))
    assert built.result.status == "TIMED_OUT"
    assert time.monotonic() - began < 10
    assert marker not in running()


def test_stop_ends_a_command_and_nothing_survives(folder: Path) -> None:
    stop, marker = threading.Event(), f"sleep 8{os.getpid()}"
    aws = Remembering(Sources(b""), on_line=lambda line: stop.set() if line == "started" else None)
    built = build(folder, spec("phases:", commands(f"{marker} & echo started; {marker}")), aws=aws, stop=stop)
    assert built.result.status == "STOPPED"
    assert marker not in running()


def test_what_runs_in_the_background_ends_with_the_build(folder: Path) -> None:
    marker = f"sleep 9{os.getpid()}"
    built = build(folder, spec("phases:", commands(f"{marker} & JOB=$!", "kill -0 $JOB && echo on")), order=NO_OUTPUT)
    assert built.output == ["on"]
    assert marker not in running()


def test_a_command_that_kills_itself_is_a_failed_command(folder: Path) -> None:
    built = build(folder, spec("phases:", commands("kill -9 $$")))
    assert built.failure().endswith("exit status 137")


def test_a_command_that_kills_the_whole_shell_ends_the_build(folder: Path) -> None:
    built = build(folder, spec("phases:", commands("kill -9 $PPID; sleep 60")))
    assert built.result.status == "FAILED"
    assert built.statuses()["BUILD"] == "FAILED"


def test_a_refused_upload_fails_the_build(folder: Path) -> None:
    aws = Remembering(Sources(b""), refuse_upload="AccessDenied: s3:PutObject")
    built = build(folder, spec("phases:", commands("true"), "artifacts: {files: ['*']}"), aws=aws)
    assert built.failure() == "UPLOAD_ARTIFACTS CLIENT_ERROR: AccessDenied: s3:PutObject"


def test_a_runtime_that_this_machine_has_in_another_version_is_a_warning(folder: Path) -> None:
    built = build(
        folder,
        spec("phases:", commands("true", phase="install"), "    runtime-versions: {nodejs: 22}"),
        order=NO_OUTPUT,
    )
    assert "runtime-versions: CodeBuild selects nodejs 22; the rehearsal runs 24." in built.log
    assert built.result.status == "SUCCEEDED"


def test_output_without_a_newline_and_bytes_that_are_no_text_are_shown(folder: Path) -> None:
    built = build(folder, spec("phases:", commands("printf half", r"printf '\377\n'", "seq 3")), order=NO_OUTPUT)
    assert built.output == ["half", "\ufffd", "1", "2", "3"]


def test_read_only_folders_of_the_build_are_removed_too(folder: Path) -> None:
    built = build(
        folder, spec("phases:", commands("mkdir -p d/e; touch d/e/f; chmod 0 d/e; chmod 500 d")), order=NO_OUTPUT
    )
    assert built.result.status == "SUCCEEDED"


def running() -> str:
    return "\n".join(
        path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if path.exists()
    )
