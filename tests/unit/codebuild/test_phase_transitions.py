"""Phases follow each other as CodeBuild's transition diagram has it."""

from hypothesis import given
from hypothesis import strategies as st

from rehearsal.codebuild.buildspec import Phase
from rehearsal.codebuild.phases import ORDER, Course, Failure, PhaseType, Status, advance, script

ON_FAILURE = st.sampled_from([None, "ABORT", "CONTINUE"])
RESULTS = st.sampled_from([Status.SUCCEEDED, Status.FAILED, Status.FAULT, Status.TIMED_OUT, Status.STOPPED])


def walk(failing: PhaseType, on_failure: str | None = None) -> tuple[list[PhaseType], Status]:
    course, seen = Course(), []
    while not course.complete:
        seen.append(course.phase)
        failed = course.phase is failing
        course = advance(course, Status.FAILED if failed else Status.SUCCEEDED, on_failure if failed else None)
    return seen, course.status


def test_a_build_without_failure_passes_every_phase() -> None:
    seen, status = walk(PhaseType.COMPLETED)
    assert seen == list(ORDER[:-1])
    assert status is Status.SUCCEEDED


def test_post_build_and_upload_follow_a_failed_build() -> None:
    seen, status = walk(PhaseType.BUILD)
    assert seen[-3:] == [PhaseType.POST_BUILD, PhaseType.UPLOAD_ARTIFACTS, PhaseType.FINALIZING]
    assert status is Status.FAILED


def test_abort_after_a_failed_build_skips_post_build_and_upload() -> None:
    seen, _ = walk(PhaseType.BUILD, "ABORT")
    assert seen[-2:] == [PhaseType.BUILD, PhaseType.FINALIZING]


def test_a_failed_install_ends_the_build() -> None:
    seen, status = walk(PhaseType.INSTALL)
    assert seen[-2:] == [PhaseType.INSTALL, PhaseType.FINALIZING]
    assert status is Status.FAILED


def test_continue_goes_on_after_a_failed_install_but_the_build_stays_failed() -> None:
    seen, status = walk(PhaseType.INSTALL, "CONTINUE")
    assert PhaseType.PRE_BUILD in seen
    assert PhaseType.UPLOAD_ARTIFACTS in seen
    assert status is Status.FAILED


@given(st.lists(st.tuples(RESULTS, ON_FAILURE), min_size=len(ORDER), max_size=len(ORDER)))
def test_every_course_ends_moves_forward_and_never_forgets_a_failure(steps: list[tuple[Status, str | None]]) -> None:
    course, results = Course(), []
    for result, on_failure in steps:
        if course.complete:
            break
        following = advance(course, result, on_failure)
        assert ORDER.index(following.phase) > ORDER.index(course.phase)
        results.append(result)
        course = following
    assert course.complete
    assert (course.status is Status.SUCCEEDED) == all(result is Status.SUCCEEDED for result in results)
    if results[-1] in (Status.FAULT, Status.TIMED_OUT, Status.STOPPED):
        assert course.status is results[-1]


def play(phase: Phase, failing: set[str]) -> tuple[list[str], Failure | None]:
    steps, ran = script(phase), []
    try:
        command = next(steps)
        while True:
            ran.append(command)
            command = steps.send(1 if command in failing else 0)
    except StopIteration as end:
        return ran, end.value


def test_finally_runs_after_a_failed_command_and_the_rest_does_not() -> None:
    ran, failure = play(Phase(("a", "b", "c"), ("f", "g")), {"b"})
    assert ran == ["a", "b", "f", "g"]
    assert failure == Failure("b", 1)


def test_a_failed_finally_fails_the_phase() -> None:
    assert play(Phase(("a",), ("f",)), {"f"}) == (["a", "f"], Failure("f", 1))


COMMANDS = st.lists(st.sampled_from("abcdef"), max_size=5).map(tuple)


@given(COMMANDS, COMMANDS, st.sets(st.sampled_from("abcdef")))
def test_nothing_runs_after_a_failure_in_the_same_list(
    commands: tuple[str, ...], last: tuple[str, ...], failing: set[str]
) -> None:
    ran, failure = play(Phase(commands, last), failing)
    first = next((n + 1 for n, command in enumerate(commands) if command in failing), len(commands))
    second = next((n + 1 for n, command in enumerate(last) if command in failing), len(last))
    assert ran == [*commands[:first], *last[:second]]
    assert (failure is None) == failing.isdisjoint({*commands, *last})
