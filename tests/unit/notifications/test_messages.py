"""What the state machine says of each occasion, and what it leaves out."""

from collections.abc import Callable

import pytest
from ministack.services import stepfunctions

from config.model import Pipeline, Source
from tests.unit.notifications.world import COMMIT, CONFIG, SOURCE, Answer, World, action

CONSOLE = "https://eu-central-1.console.aws.amazon.com/codesuite/codepipeline/pipelines/shop"
LOOK = [f"Look: {CONSOLE}/executions/e-1/timeline?region=eu-central-1", "What to do: the book"]
BUILD = action("Build", "Build", "Build", ErrorDetails={"Message": "npm test: exit status 1"})
ASKED = {
    **action("production", "Approve", "Approval", "InProgress"),
    "ActionExecutionId": "a-1",
    "Input": {"ResolvedConfiguration": {"CustomData": "Release it?"}},
    "Output": {"ExecutionResult": {"ExternalExecutionSummary": "Release it?"}},
}
RELEASE = action("production", "Release", "Deploy", ExternalExecutionId="d-1")
EXECUTION_OF_RELEASE = "arn:aws:states:eu-central-1:222222222222:execution:shop-production-release:e"
RELEASE_BY_MACHINE = action("production", "Release", "Invoke", ExternalExecutionId=EXECUTION_OF_RELEASE)
ROLLED_BACK = {"Status": "Failed", "RollbackInfo": {"RollbackDeploymentId": "d-2"}}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    monkeypatch.setattr(stepfunctions, "_invoke_resource", made.invoke)
    monkeypatch.setattr(stepfunctions, "_scaled_sleep", made.waited.append)
    return made


def test_what_a_build_that_failed_says(world: World) -> None:
    world.actions = [BUILD, SOURCE]
    assert world.tell("build-failed", stage="Build", action="Build") == "SUCCEEDED"
    [said] = world.texts
    assert said == [
        "Title: shop, Build, Build",
        f"Commit {COMMIT[:7]} by Ada: Faster",
        "Reason: npm test: exit status 1",
        *LOOK,
    ]
    [(_, published)] = [call for call in world.calls if call[0] == "sns:publish"]
    assert (published["TopicArn"], published["MessageStructure"]) == ("arn:topic", "json")
    assert published["Subject"] == "Title: shop, Build, Build"


@pytest.mark.parametrize("variables", [{}, {"CommitMessage": "Faster"}])
def test_a_source_that_names_no_author(world: World, variables: dict[str, str]) -> None:
    world.actions = [BUILD, {**SOURCE, "Output": {"OutputVariables": variables}}]
    assert world.tell("build-failed", stage="Build", action="Build") == "SUCCEEDED"
    assert world.texts[0][1] == f"Commit {COMMIT[:7]}{': Faster' if variables else ''}"


@pytest.mark.parametrize(("author", "said"), [("Grace", " by Grace"), ("", "")])
def test_codecommit_is_asked_for_the_author(world: World, author: str, said: str) -> None:
    """What it does not say keeps no message back."""
    codecommit = CONFIG.model_copy(update={"source": Source(provider="codecommit", repository="shop")})
    variables = {"CommitId": COMMIT, "CommitMessage": "Faster"}
    world.actions, world.author = [BUILD, {**SOURCE, "Output": {"OutputVariables": variables}}], author
    assert world.tell("build-failed", codecommit) == "SUCCEEDED"
    assert world.texts[0][1] == f"Commit {COMMIT[:7]}{said}: Faster"
    assert ("codecommit:getCommit", {"RepositoryName": "shop", "CommitId": COMMIT}) in world.calls


def test_a_source_in_codecommit_that_failed_has_no_commit(world: World) -> None:
    codecommit = CONFIG.model_copy(update={"source": Source(provider="codecommit", repository="shop")})
    world.actions = [action("Source", "Source", "Source")]
    assert world.tell("execution-failed", codecommit) == "SUCCEEDED"
    assert "codecommit:getCommit" not in [api for api, _ in world.calls]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Faster\r\n\r\nMuch.\r\n", "Faster"),
        ("a" * 50, "a" * 50),
        ("ü" * 51 + "\n\nMuch.", "ü" * 49 + "…"),
    ],
    ids=["windows", "just short enough", "long"],
)
def test_a_commit_is_told_by_as_much_of_its_first_line_as_a_phone_shows(world: World, message: str, shown: str) -> None:
    world.actions = [BUILD, {**SOURCE, "Output": {"OutputVariables": {"CommitMessage": message}}}]
    assert world.tell("build-failed", stage="Build", action="Build") == "SUCCEEDED"
    assert world.texts[0][1:3] == [f"Commit {COMMIT[:7]}: {shown}", "Reason: npm test: exit status 1"]


def test_a_source_that_failed_has_no_commit(world: World) -> None:
    world.actions = [action("Source", "Source", "Source", ErrorDetails={"Message": "not available"})]
    world.execution = {"ArtifactRevisions": []}
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts[0][:3] == ["Title: shop, Source, Source", "Commit of no source yet", "Reason: not available"]


@pytest.mark.parametrize("failed", [BUILD, RELEASE, action("production", "Release-eu-west-1", "Invoke")])
def test_what_has_told_its_own_is_not_told_again(world: World, failed: dict[str, object]) -> None:
    world.actions = [failed, SOURCE]
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts == []


def test_a_condition_that_failed_is_no_action(world: World) -> None:
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop"
    assert world.texts[0][2] == "Reason: No action failed: a condition of a stage, or its time"


def test_which_condition_failed(world: World) -> None:
    failed = {"ErrorDetails": {"Message": "shop-production-http-5xx is in ALARM"}}
    world.rules = [
        {"StageName": "production", "RuleName": "Bake-latency-p95", "Status": "Succeeded"},
        {
            "StageName": "production",
            "RuleName": "Bake-http-5xx",
            "Status": "Failed",
            "Output": {"ExecutionResult": failed},
        },
    ]
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop, production, Bake-http-5xx"
    assert world.texts[0][2] == "Reason: A condition failed. shop-production-http-5xx is in ALARM"


def test_an_action_that_says_only_in_its_summary_why_it_failed(world: World) -> None:
    world.actions = [action("production", "Approve", "Approval", ExternalExecutionSummary="not on a Friday"), SOURCE]
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts[0][2] == "Reason: not on a Friday"


def test_an_action_that_is_being_tried_again_is_told_of_as_it_failed(world: World) -> None:
    world.actions = [action("Build", "Build", "Build", "InProgress"), BUILD, SOURCE]
    assert world.tell("build-failed", stage="Build", action="Build") == "SUCCEEDED"
    assert world.texts[0][2] == "Reason: npm test: exit status 1"


def test_an_action_that_is_not_listed_yet_is_named_by_its_event(world: World) -> None:
    assert world.tell("build-failed", stage="Build", action="Build") == "SUCCEEDED"
    assert world.texts[0][0] == "Title: shop, Build, Build"


@pytest.mark.parametrize(
    ("stage", "name", "category"), [("Build", "Build", "Build"), ("production", "Release", "Deploy")]
)
def test_a_condition_fails_after_an_action_that_was_tried_again(
    world: World, stage: str, name: str, category: str
) -> None:
    world.actions = [action(stage, name, category, "Succeeded"), action(stage, name, category), SOURCE]
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts[0][2] == "Reason: No action failed: a condition of a stage, or its time"


def test_an_action_that_failed_again_has_told_its_own(world: World) -> None:
    world.actions = [action("Build", "Build", "Build"), action("Build", "Build", "Build"), SOURCE]
    assert world.tell("execution-failed") == "SUCCEEDED"
    assert world.texts == []


def test_a_success_is_told_of_a_rollback_only(world: World) -> None:
    world.execution |= {"ExecutionType": "STANDARD"}
    world.actions = [RELEASE, SOURCE]
    assert world.tell("rolled-back") == "SUCCEEDED"
    assert world.texts == []
    world.execution |= {
        "ExecutionType": "ROLLBACK",
        "Trigger": {"TriggerType": "AutomatedRollback"},
        "RollbackMetadata": {"RollbackTargetPipelineExecutionId": "e-0"},
    }
    assert world.tell("rolled-back") == "SUCCEEDED"
    assert world.texts[0][:3] == [
        "Title: shop, production",
        f"Serves again: commit {COMMIT[:7]} by Ada: Faster",
        "Reason: The stage had failed, or an alarm went on while the release baked",
    ]
    listed = [given["Filter"] for api, given in world.calls if api == "codepipeline:listActionExecutions"]
    assert [one["PipelineExecutionId"] for one in listed[-2:]] == ["e-1", "e-0"]


def test_a_rollback_of_a_stage_that_fails_says_where_it_was_going(world: World) -> None:
    """CodeDeploy's own rollback may be in its way: one deployment at a time."""
    world.execution |= {"RollbackMetadata": {"RollbackTargetPipelineExecutionId": "e-0"}}
    world.actions = [action("production", "Release", "Deploy", ErrorDetails={"Message": "limit exceeded"}), SOURCE]
    assert world.tell("deployment-failed", stage="production", action="Release") == "SUCCEEDED"
    assert world.texts[0][1] == f"Rolling back to: commit {COMMIT[:7]} by Ada: Faster"


@pytest.mark.parametrize(("status", "titles"), [("InProgress", 2), ("Succeeded", 1), ("Failed", 1)])
def test_an_approval_is_told_of_once_more_if_it_still_waits(
    world: World, monkeypatch: pytest.MonkeyPatch, status: str, titles: int
) -> None:
    world.actions = [ASKED, SOURCE]
    monkeypatch.setattr(stepfunctions, "_scaled_sleep", six_days(world, {**ASKED, "Status": status}))
    assert world.tell("approval-waiting", stage="production", action="Approve") == "SUCCEEDED"
    assert world.waited == [6 * 24 * 60 * 60]
    assert [said[0] for said in world.texts] == [
        "Title: shop, production, Approve",
        "Approval about to expire: shop, production, Approve",
    ][:titles]
    assert world.texts[0][2] == "Asked: Release it?"
    if titles == 2:
        book = "https://github.com/example/shop/blob/main/docs/operations.md#approval-expiring"
        assert world.texts[1][-1] == f"What to do: {book}"


def test_an_approval_that_was_rejected_and_asked_anew_is_reminded_of_by_its_own_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.actions = [ASKED, SOURCE]
    anew = {**ASKED, "ActionExecutionId": "a-2"}
    monkeypatch.setattr(stepfunctions, "_scaled_sleep", six_days(world, anew, {**ASKED, "Status": "Failed"}))
    assert world.tell("approval-waiting", stage="production", action="Approve") == "SUCCEEDED"
    assert len(world.texts) == 1


def test_chat_is_asked_the_same_as_mail(world: World) -> None:
    world.actions = [ASKED, SOURCE]
    world.tell("approval-waiting", stage="production", action="Approve")
    assert world.chats[0]["content"]["description"].splitlines()[-1] == "Asked: Release it?"


def test_a_question_that_has_a_long_commit_message_in_it_is_cut(world: World) -> None:
    world.actions = [{**ASKED, "Input": {"ResolvedConfiguration": {"CustomData": "a" * 100_000}}}, SOURCE]
    assert world.tell("approval-waiting", stage="production", action="Approve") == "SUCCEEDED"
    assert world.texts[0][2] == f"Asked: {'a' * 1000}"


def six_days(world: World, *then: Answer) -> Callable[[float], None]:
    """What a wait comes back to."""

    def wait(seconds: float) -> None:
        world.waited.append(seconds)
        world.actions = [*then, SOURCE]

    return wait


@pytest.mark.parametrize(
    ("status", "title", "words"),
    [
        ("Succeeded", "Deployment rolled back", "is deployed"),
        ("Failed", "Rollback failed", "could not be deployed"),
    ],
)
def test_how_codedeploys_rollback_ends(world: World, status: str, title: str, words: str) -> None:
    world.actions = [RELEASE, SOURCE]
    world.deployments = {
        "d-1": [{"Status": "Failed"}, ROLLED_BACK],
        "d-2": [{"Status": "InProgress"}, {"Status": "InProgress"}, {"Status": status}],
    }
    assert world.tell("deployment-failed", stage="production", action="Release") == "SUCCEEDED"
    first, second = world.texts
    assert (first[0], second[0]) == ("Title: shop, production, Release", f"{title}: shop, production, Release")
    begins = "Taken back: commit" if status == "Succeeded" else "Commit"
    assert second[1] == f"{begins} {COMMIT[:7]} by Ada: Faster"
    assert words in second[2]
    assert second[2].endswith("d-2")


def test_a_release_that_began_no_deployment_has_nothing_to_roll_back(world: World) -> None:
    """CodeDeploy takes one deployment at a time, and refuses the next."""
    world.actions = [action("production", "Release", "Deploy", ErrorDetails={"Message": "limit exceeded"}), SOURCE]
    assert world.tell("deployment-failed", stage="production", action="Release") == "SUCCEEDED"
    assert [said[2] for said in world.texts] == ["Reason: limit exceeded"]


def test_a_deployment_that_rolls_nothing_back(world: World) -> None:
    world.actions = [RELEASE, SOURCE]
    world.deployments = {"d-1": [{"Status": "Failed"}]}
    assert world.tell("deployment-failed", stage="production", action="Release") == "SUCCEEDED"
    assert len(world.texts) == 1
    assert sum(world.waited) == 19 * 15


def released_by_a_state_machine(**how: str) -> Pipeline:
    [production] = CONFIG.environments
    return CONFIG.model_copy(update={"environments": (production.model_copy(update=how),)})


@pytest.mark.parametrize(
    ("cause", "titles"),
    [
        ("BeforeAllowTraffic: it said so (deployment d-1)", ["Title", "Deployment rolled back"]),
        ("Lambda could not update the function", ["Title"]),
        ("It said (deployment d-9) (deployment d-1)", ["Title", "Deployment rolled back"]),
    ],
)
def test_the_release_of_a_function_says_which_deployment_has_failed(
    world: World, cause: str, titles: list[str]
) -> None:
    world.actions, world.cause = [RELEASE_BY_MACHINE, SOURCE], cause
    world.deployments = {"d-1": [ROLLED_BACK], "d-2": [{"Status": "Succeeded"}]}
    functions = released_by_a_state_machine(target="lambda")
    assert world.tell("deployment-failed", functions, stage="production", action="Release") == "SUCCEEDED"
    assert [said[0] for said in world.texts] == [f"{title}: shop, production, Release" for title in titles]


def test_a_fleet_that_was_not_fit_has_nothing_to_roll_back(world: World) -> None:
    world.actions = [RELEASE_BY_MACHINE, SOURCE]
    fleets = released_by_a_state_machine(strategy="blue-green")
    assert world.tell("deployment-failed", fleets, stage="production", action="Release") == "SUCCEEDED"
    assert len(world.texts) == 1
    assert {"sfn:describeExecution", "codedeploy:getDeployment"}.isdisjoint(api for api, _ in world.calls)


@pytest.mark.parametrize(
    ("last", "day", "told"),
    [
        ("2026-03-01T10:00:00.000Z", "2026-03-20T10:00:00Z", False),
        ("2026-03-01T10:00:00.000Z", "2026-03-21T10:00:00Z", True),
        (None, "2026-01-20T00:00:00Z", False),  # the pipeline is of the first of January
        (None, "2026-01-22T00:00:00Z", True),
    ],
)
def test_a_pipeline_is_stale_after_so_many_days(world: World, last: str | None, day: str, told: bool) -> None:
    world.successes = [
        {"Status": "Failed", "LastUpdateTime": day},
        {"Status": "Succeeded", "ExecutionType": "ROLLBACK", "LastUpdateTime": day},
    ]
    if last:
        world.successes.append(
            {"Status": "Succeeded", "LastUpdateTime": last, "SourceRevisions": [{"RevisionId": COMMIT}]}
        )
    assert world.tell("pipeline-stale", time=day) == "SUCCEEDED"
    assert bool(world.texts) is told
    if told:
        [said] = world.texts
        success = f"Last success: commit {COMMIT[:7]} on 2026-03-01"
        assert said == [
            "Title: shop, no success for 20 days",
            success if last else "No success among the last 1000 executions",
            f"Look: {CONSOLE}/view?region=eu-central-1",
            "What to do: the book",
        ]


def test_a_success_behind_many_that_were_superseded_is_found(world: World) -> None:
    superseded = [{"Status": "Superseded", "LastUpdateTime": "2026-03-02T00:00:00.000Z"}] * 25
    success = {"Status": "Succeeded", "LastUpdateTime": "2026-03-01T00:00:00.000Z"}
    world.successes, world.older = superseded, [superseded, [success]]
    assert world.tell("pipeline-stale", time="2026-03-02T00:00:00.000Z") == "SUCCEEDED"
    assert world.texts == []


def test_chat_gets_the_same_in_its_own_shape_without_mentions_and_links(world: World) -> None:
    variables = {"CommitMessage": "<!channel> [here](https://evil.example) *now*", "AuthorDisplayName": "@ada"}
    world.actions = [BUILD, {**SOURCE, "Output": {"OutputVariables": variables}}]
    world.tell("build-failed", stage="Build", action="Build")
    [said] = world.chats
    assert (said["version"], said["source"]) == ("1.0", "custom")
    content = said["content"]
    assert content["title"] == "Title: shop, Build, Build"
    assert content["nextSteps"] == LOOK
    assert not set("<>@*_`[]|") & set(content["description"])
    assert content["description"].endswith("npm test: exit status 1")
