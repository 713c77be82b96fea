"""Which phase follows which result, and which commands of a phase run. No I/O.

https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import StrEnum

from rehearsal.codebuild.buildspec import Phase


class PhaseType(StrEnum):
    SUBMITTED = "SUBMITTED"
    QUEUED = "QUEUED"
    PROVISIONING = "PROVISIONING"
    DOWNLOAD_SOURCE = "DOWNLOAD_SOURCE"
    INSTALL = "INSTALL"
    PRE_BUILD = "PRE_BUILD"
    BUILD = "BUILD"
    POST_BUILD = "POST_BUILD"
    UPLOAD_ARTIFACTS = "UPLOAD_ARTIFACTS"
    FINALIZING = "FINALIZING"
    COMPLETED = "COMPLETED"


class Status(StrEnum):
    IN_PROGRESS = "IN_PROGRESS"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    FAULT = "FAULT"  # the rehearsal's own failure, not the build's
    TIMED_OUT = "TIMED_OUT"
    STOPPED = "STOPPED"


ORDER = tuple(PhaseType)
# After a failed BUILD, POST_BUILD runs and artifacts are uploaded all the same; other failures end it.
CARRIES_ON_AFTER_FAILURE = {PhaseType.BUILD, PhaseType.POST_BUILD}
ENDS_AT_ONCE = {Status.FAULT, Status.TIMED_OUT, Status.STOPPED}


@dataclass(frozen=True)
class Course:
    """Where a build is: the phase it is in, and its status so far."""

    phase: PhaseType = PhaseType.SUBMITTED
    status: Status = Status.SUCCEEDED

    @property
    def succeeding(self) -> bool:
        """CODEBUILD_BUILD_SUCCEEDING"""
        return self.status is Status.SUCCEEDED

    @property
    def complete(self) -> bool:
        return self.phase is PhaseType.COMPLETED


def advance(course: Course, result: Status, on_failure: str | None = None) -> Course:
    """The course after the current phase ended with `result`. A build that failed once stays failed."""
    if result in ENDS_AT_ONCE:
        return Course(PhaseType.COMPLETED, result)
    following = replace(course, phase=ORDER[ORDER.index(course.phase) + 1])
    if result is Status.SUCCEEDED:
        return following
    carries_on = course.phase in CARRIES_ON_AFTER_FAILURE if on_failure is None else on_failure == "CONTINUE"
    past_the_commands = course.phase is PhaseType.FINALIZING
    return Course(following.phase if carries_on or past_the_commands else PhaseType.FINALIZING, Status.FAILED)


@dataclass(frozen=True)
class Failure:
    """The first command of a phase that failed."""

    command: str
    exit_status: int


def script(phase: Phase) -> Generator[str, int, Failure | None]:
    """Yields the commands to run, in order; is sent each exit status; returns the phase's failure, if any.

    `finally` runs whatever the commands did; each of the two lists ends at its first failing command.
    """
    failure = yield from _until_failure(phase.commands)
    failed_finally = yield from _until_failure(phase.finally_commands)
    return failure or failed_finally


def _until_failure(commands: tuple[str, ...]) -> Generator[str, int, Failure | None]:
    for command in commands:
        exit_status = yield command
        if exit_status != 0:
            return Failure(command, exit_status)
    return None
