"""One build, from its sources to its artifacts, phase by phase. Nothing of it stays on the disk."""

import threading
import time
from collections.abc import Generator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rehearsal.codebuild.buildspec import Buildspec
from rehearsal.codebuild.download import lay_out, read_buildspec
from rehearsal.codebuild.environment import build_environment, masked
from rehearsal.codebuild.order import Order, Outputs, Outside, PhaseError, PhaseRecord, Result
from rehearsal.codebuild.outputs import collect, texts_with_variables
from rehearsal.codebuild.phases import Course, Failure, PhaseType, Status, advance, script
from rehearsal.codebuild.shell import Shell, StoppedError, TimedOutError
from rehearsal.codebuild.workspace import SCRATCH, Workspace, make_workspace

COMMAND_PHASES = {
    PhaseType.INSTALL: "install",
    PhaseType.PRE_BUILD: "pre_build",
    PhaseType.BUILD: "build",
    PhaseType.POST_BUILD: "post_build",
}
LOGGED_PHASES = {PhaseType.DOWNLOAD_SOURCE, *COMMAND_PHASES, PhaseType.UPLOAD_ARTIFACTS}


def run(order: Order, outside: Outside, folder: Path, stop: threading.Event) -> Result:
    """Run a build in `folder`, which must not exist before and does not afterwards.

    Setting `stop` ends the build as STOPPED. What the rehearsal itself does wrong ends it as FAULT.
    """
    build = _Build(order, outside, folder, stop)
    try:
        return build.run()
    finally:
        build.close()


class _Build:
    def __init__(self, order: Order, outside: Outside, folder: Path, stop: threading.Event) -> None:
        self._order, self._outside, self._folder, self._stop = order, outside, folder, stop
        self._deadline = time.monotonic() + order.timeout_seconds
        self._spec = Buildspec(phases={})
        self._workspace: Workspace | None = None
        self._shell: Shell | None = None
        self._role: Mapping[str, str] = {}
        self._secrets: Mapping[str, str] = {}
        self._exported: Mapping[str, str] = {}
        self._outputs = Outputs({}, {}, ())

    def run(self) -> Result:
        course = Course()
        while not course.complete:
            self._outside.entered(course.phase)
            record = self._attempt(course)
            self._report(record)
            self._outside.ended(record)
            phase = self._spec.phases.get(COMMAND_PHASES.get(course.phase, ""))
            course = advance(course, record.status, phase.on_failure if phase else None)
        return Result(course.status, self._exported, self._outputs.reports)

    def close(self) -> None:
        self._close_shell()
        if self._workspace is not None:
            self._workspace.remove()

    def _attempt(self, course: Course) -> PhaseRecord:
        try:
            if self._stop.is_set():
                raise StoppedError
            self._perform(course)
        except PhaseError as error:
            return PhaseRecord(course.phase, Status.FAILED, error.code, str(error))
        except TimedOutError:
            message = f"Build has timed out after {self._order.timeout_seconds / 60:g} minutes"
            return PhaseRecord(course.phase, Status.TIMED_OUT, "BUILD_TIMED_OUT", message)
        except StoppedError:
            return PhaseRecord(course.phase, Status.STOPPED)
        except Exception as error:  # whatever it is, the build must end, and with a word on why
            return PhaseRecord(course.phase, Status.FAULT, "INTERNAL_ERROR", f"the rehearsal: {error!r}")
        return PhaseRecord(course.phase, Status.SUCCEEDED)

    def _perform(self, course: Course) -> None:
        if course.phase is PhaseType.PROVISIONING:
            self._role = self._outside.provision()
            self._workspace = make_workspace(self._folder, self._order.cache, self._order.certificate_authority)
        elif course.phase is PhaseType.DOWNLOAD_SOURCE and self._workspace:
            self._download(self._workspace)
        elif course.phase in COMMAND_PHASES and self._shell:
            self._log(f"Entering phase {course.phase}")
            self._run_commands(COMMAND_PHASES[course.phase], self._shell, course.succeeding)
        elif course.phase is PhaseType.UPLOAD_ARTIFACTS and self._workspace and self._shell:
            self._upload(self._workspace, self._shell, course.succeeding)

    def _download(self, workspace: Workspace) -> None:
        sources = self._outside.download()
        places = lay_out(sources, workspace)
        self._log(f"CODEBUILD_SRC_DIR={places.source}")
        self._spec = read_buildspec(self._order, workspace, self._log)
        self._secrets = self._outside.secrets(self._spec.environment)
        facts = replace(self._order.facts, resolved_source_version=sources.resolved_version)
        environment = {
            **build_environment(facts, places),
            **self._stood_in(),
            **self._role,
            **self._spec.environment.variables,
            **self._secrets,
            **self._order.variables,
        }
        scratch = workspace.path(SCRATCH)
        self._shell = Shell(
            workspace.sandbox,
            workspace.host(scratch),
            scratch,
            program=self._spec.environment.shell,
            environment=environment,
            folder=places.source,
            emit=self._emit,
            stop=self._stop,
            deadline=self._deadline,
        )

    def _stood_in(self) -> dict[str, str]:
        for stand_in in self._order.stand_ins:
            self._log(stand_in.said)
        return {name: value for stand_in in self._order.stand_ins for name, value in stand_in.variables.items()}

    def _run_commands(self, name: str, shell: Shell, succeeding: bool) -> None:
        phase = self._spec.phases.get(name)
        failure = self._play(script(phase), shell, succeeding) if phase else None
        if failure is not None:
            reason = f"{failure.command}. Reason: exit status {failure.exit_status}"
            raise PhaseError("COMMAND_EXECUTION_ERROR", f"Error while executing command: {reason}")

    def _play(self, steps: Generator[str, int, Failure | None], shell: Shell, succeeding: bool) -> Failure | None:
        try:
            command = next(steps)
            while True:
                self._log(f"Running command {command}")
                status = shell.run(command, succeeding=succeeding)
                if status:
                    self._log(f"Command did not exit successfully {command} exit status {status}")
                command = steps.send(status)
        except StopIteration as end:
            failure: Failure | None = end.value
            return failure

    def _upload(self, workspace: Workspace, shell: Shell, succeeding: bool) -> None:
        wanted = self._spec.environment.exported_variables
        variables = shell.variables(succeeding=succeeding)
        self._exported = {name: variables.get(name, "") for name in wanted}
        expanded = {text: shell.expand(text, succeeding=succeeding) for text in texts_with_variables(self._spec)}
        self._close_shell()  # nothing of the build runs any more while its files are read
        collected = collect(self._spec, self._order, workspace, expanded, self._log)
        self._outputs = collected.outputs
        self._outside.upload(collected.outputs)
        if collected.problems:
            raise PhaseError("CLIENT_ERROR", "; ".join(collected.problems))

    def _close_shell(self) -> None:
        if self._shell is not None:
            self._shell.close()
            self._shell = None

    def _report(self, record: PhaseRecord) -> None:
        if record.phase in LOGGED_PHASES or record.status is not Status.SUCCEEDED:
            self._log(f"Phase complete: {record.phase} State: {record.status}")
            self._log(f"Phase context status code: {record.code} Message: {record.message}")

    def _log(self, text: str) -> None:
        now = datetime.now(UTC).strftime("%Y/%m/%d %H:%M:%S.%f")
        for line in text.splitlines():
            self._emit(f"[Container] {now} {line}")

    def _emit(self, line: str) -> None:
        self._outside.log(masked(line, {**self._secrets, **self._role}))
