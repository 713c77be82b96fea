"""What is allowed and yet probably not meant is said, and does not stop anything."""

from pathlib import Path

import pytest

import config

HEAD = """\
application: webapp
tools: {account: "111111111111", region: eu-central-1}
source: {provider: github, repository: example/webapp}
notifications: {emails: [team@example.com]}
environments:
"""
APPROVED = 'approval: {approvers: ["arn:aws:iam::111111111111:role/managers"]}'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path("pipeline.yml")


def warnings(file: Path, *environments: str) -> list[str]:
    rows = (f'  - {{account: "222222222222", {environment}}}\n' for environment in environments)
    file.write_text(HEAD + "".join(rows))
    config.load(file)
    return [str(warning) for warning in config.warnings(file)]


def says(line: int, index: int, name: str) -> str:
    place = f"pipeline.yml:{line}:5: environments[{index}]"
    return f"{place}: {name} changes without approval; `approval: true` has a person look first"


@pytest.mark.parametrize("name", ["production", "prod"])
def test_production_without_approval_is_a_warning(file: Path, name: str) -> None:
    assert warnings(file, f"name: {name}") == [says(6, 0, name)]


def test_the_last_of_several_without_approval_is_a_warning(file: Path) -> None:
    assert warnings(file, "name: dev", "name: live") == [says(7, 1, "live")]


def test_production_is_warned_of_once_and_wherever_it_stands(file: Path) -> None:
    found = warnings(file, "name: prod", "name: dev", "name: production")
    assert found == [says(6, 0, "prod"), says(8, 2, "production")]


def test_an_approval_or_a_single_environment_gives_no_warning(file: Path) -> None:
    assert warnings(file, "name: dev") == []
    assert warnings(file, "name: dev, approval: true", f"name: production, {APPROVED}") == []


@pytest.mark.parametrize("approval", ["true", "{emails: [boss@example.com]}"])
@pytest.mark.parametrize("name", ["prod", "live"])
def test_production_that_no_named_role_approves_is_a_warning(file: Path, name: str, approval: str) -> None:
    [warning] = warnings(file, "name: dev, approval: true", f"name: {name}, approval: {approval}")
    assert f"environments[1].approval: no role is named that may approve {name}: all may whom " in warning


@pytest.mark.parametrize("seconds", [5, 6])
def test_a_slow_answer_that_a_function_cannot_give_is_a_warning(file: Path, seconds: int) -> None:
    environment = f"name: dev, target: lambda, alarms: {{latency_p95_seconds: {seconds}}}"
    [warning] = warnings(file, f"{environment}, function: {{timeout_seconds: 5}}")
    assert f".alarms.latency_p95_seconds: found {seconds}: function.timeout_seconds ends a request after 5" in warning
    assert warnings(file, f"{environment}, function: {{timeout_seconds: 7}}") == []
    assert warnings(file, environment.replace("lambda", "ecs")) == []


def test_so_is_the_one_that_the_alarm_has_by_default(file: Path) -> None:
    [warning] = warnings(file, "name: dev, target: lambda, function: {timeout_seconds: 1}")
    assert warning.startswith("pipeline.yml:6:5: environments[0].alarms.latency_p95_seconds: found 1: ")


@pytest.mark.parametrize("notifications", ["", "notifications: {stale_days: 20}\n"])
def test_a_pipeline_that_tells_nobody_is_a_warning(file: Path, notifications: str) -> None:
    told = "notifications: {emails: [team@example.com]}\n"
    asks = '  - {name: dev, account: "222222222222", approval: {emails: [boss@example.com]}}\n'
    file.write_text(HEAD.replace(told, notifications) + asks)
    [said] = [str(warning) for warning in config.warnings(file)]
    assert said.endswith(
        "notifications: nobody is told when a build or a release fails or an alarm goes off; `emails` names who is"
    )


def test_a_file_that_cannot_be_read_has_errors_and_no_warnings(file: Path) -> None:
    with pytest.raises(config.ConfigError, match="no such file"):
        config.warnings(file)


@pytest.mark.parametrize(
    ("on_failure", "says"),
    [
        ("rollback", "with approval, a rollback asks for approval itself, and a rejected approval starts one"),
        ("retry", "with approval, a retry asks for approval once more, also after a rejected one"),
    ],
)
def test_what_a_failure_does_to_an_approval_is_a_warning(file: Path, on_failure: str, says: str) -> None:
    [warning] = warnings(file, f"name: dev, target: ecs, approval: true, on_failure: {on_failure}")
    assert warning.endswith(f"environments[0].on_failure: {says}")
    assert warnings(file, f"name: dev, target: ecs, on_failure: {on_failure}") == []


def test_a_rollback_that_waits_for_a_window_is_a_warning(file: Path) -> None:
    window = 'window: {days: mon-thu, hours: "09-16"}'
    [warning] = warnings(file, f"name: dev, {window}, on_failure: rollback")
    assert ".on_failure: with window, a rollback waits for it too: " in warning
    assert warnings(file, f"name: dev, {window}") == []
    assert warnings(file, f"name: dev, target: ecs, {window}, on_failure: retry") == []


@pytest.mark.parametrize("target", ["ec2", "ecs"])
def test_a_rollback_that_the_alarm_of_its_bake_stops_is_a_warning(file: Path, target: str) -> None:
    [warning] = warnings(file, f"name: dev, target: {target}, bake: 5, on_failure: rollback")
    assert ".on_failure: with bake, the alarm that starts a rollback is still on" in warning
    assert warning.endswith("whatever alarms say") == (target == "ec2")
    for other in ("bake: 5", "on_failure: rollback", "strategy: blue-green, bake: 5, on_failure: rollback"):
        assert warnings(file, f"name: dev, {other}") == []
    assert warnings(file, "name: dev, target: lambda, bake: 5, on_failure: rollback") == []


def test_a_retry_of_a_release_that_codedeploy_is_still_rolling_back_is_a_warning(file: Path) -> None:
    [warning] = warnings(file, "name: dev, on_failure: retry")
    assert warning.startswith(
        "pipeline.yml:6:54: environments[0].on_failure: in place, a failed Release is rolled back"
    )
    for other in ("strategy: blue-green", "target: lambda"):
        assert warnings(file, f"name: dev, {other}, on_failure: retry") == []


def test_a_pause_is_said_at_each_synthesis(file: Path) -> None:
    [said] = warnings(file, "name: dev, paused: holidays (Jane)")
    assert said.endswith('environments[0].paused: no change arrives in dev: "holidays (Jane)"')


@pytest.mark.parametrize(("strategy", "share"), [("canary", 5), ("linear", 4)])
def test_a_first_share_of_a_function_that_no_alarm_can_see_is_a_warning(file: Path, strategy: str, share: int) -> None:
    environment = f"name: dev, target: lambda, strategy: {strategy}, traffic: {{percent: {share}}}"
    [warning] = warnings(file, environment)
    assert ".traffic.percent: the first " in warning
    assert f"{share}% of the requests, all answered with an error, are no more than the 5% of alarms" in warning
    assert warnings(file, f"{environment}, alarms: {{http_5xx_percent: 3}}") == []
    assert warnings(file, environment.replace("lambda", "ecs")) == []  # whose groups are measured each by itself


@pytest.mark.parametrize("target", ["lambda", "ecs"])
def test_a_canary_that_is_over_before_an_alarm_goes_off_is_a_warning(file: Path, target: str) -> None:
    environment = f"name: dev, target: {target}, strategy: canary, traffic: {{interval_minutes: 2}}"
    [warning] = warnings(file, environment)
    assert ".traffic.interval_minutes: found 2: all requests follow before an alarm goes off" in warning
    assert warnings(file, environment.replace("2}", "3}")) == []
    assert warnings(file, environment.replace("canary", "linear")) == []
