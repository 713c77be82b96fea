"""What is told of an environment: of which, by what its event names, and what was released there.

The event names an alarm or an Auto Scaling group. Account and name together say which of the environments it is, so
that no account speaks for another's. What was released there is the execution that has reached its stage last,
whatever became of it; where several pipelines deliver, none is asked.
https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_GetPipelineState.html
"""

import json
from collections.abc import Iterator, Sequence

from config import names
from config.branches import delivering_to
from config.model import Environment, Pipeline
from config.places import places, places_of
from pipeline_stack.notifications import wording
from pipeline_stack.notifications.asl import States, call, choice, expression, note, or_else
from pipeline_stack.notifications.occasions import OF_ALARMS, OF_HOSTS, Occasion

LATEST = "($states.result.StageStates[StageName = $place.stage])[0].LatestExecution"
CONSOLE = "'https://' & $told.region & '.console.aws.amazon.com/'"
ALARM_PAGE = "'cloudwatch/home?region=' & $told.region & '#alarmsV2:alarm/' & $told.named"
GROUP_PAGE = "'ec2/home?region=' & $told.region & '#AutoScalingGroupDetails:id=' & $told.named & ';view=activity'"


def heard(config: Pipeline) -> Sequence[Occasion]:
    hosts = any(environment.target == "ec2" for environment in config.environments)
    return (*OF_ALARMS, *(OF_HOSTS if hosts else ()))


def accounts(config: Pipeline) -> list[str]:
    return sorted({place.account for place in places(config)})


def of_environments(config: Pipeline) -> States:
    """Begins with `Which environment`. `place`: what is known of it, {} of another's."""
    known = json.dumps(dict(_known(config)))
    return {
        "Which environment": note(
            "Is it ours?", place=or_else(f"$lookup({known}, $told.account & '/' & $told.named)", "{}")
        ),
        "Is it ours?": choice(
            ("$not($exists($place.about))", "Nothing to tell"),
            ("$place.pipeline = ''", "Facts of an environment"),
            otherwise="Stages",
        ),
        "Stages": call(
            "codepipeline:getPipelineState",
            {"Name": expression("$place.pipeline")},
            "Has anything come?",
            {"latest": or_else(LATEST, "{}")},
        ),
        "Has anything come?": choice(
            ("$exists($latest.PipelineExecutionId)", "What came"), otherwise="Facts of an environment"
        ),
        "What came": note(
            "Execution",
            told="$merge([$told, {'pipeline': $place.pipeline, 'execution': $latest.PipelineExecutionId}])",
        ),
        "Facts of a release": _facts(wording.commit(_what_became_of_it())),
        "Facts of an environment": _facts("''"),
    }


def _facts(commit: str) -> dict[str, object]:
    return note(
        "Message",
        about="$place.about & ($exists($told.host) ? ', ' & $told.host : '')",
        commit=commit,
        reason=f"$substring($told.said, 0, {wording.REASON})",
        asked="''",
        link=f"{CONSOLE} & ($contains($told.occasion, 'host') ? {GROUP_PAGE} : {ALARM_PAGE})",
    )


def _what_became_of_it() -> str:
    return "($latest.Status = 'Succeeded' ? 'Released: commit ' : 'Came last (' & $latest.Status & '): commit ')"


def _known(config: Pipeline) -> Iterator[tuple[str, dict[str, str]]]:
    for environment in config.environments:
        for place in places_of(config, environment):
            for name, *what in _named(config, place):
                yield f"{place.account}/{name}", _place(config, environment, place, what)


def _named(config: Pipeline, place: Environment) -> Iterator[tuple[str, ...]]:
    for what in names.told_alarms(place):
        yield names.alarm_name(config, place, what), what
    yield from ((group,) for group in names.group_names(config, place))


def _place(config: Pipeline, environment: Environment, place: Environment, what: list[str]) -> dict[str, str]:
    delivering = [names.pipeline_name(each) for each in delivering_to(config, place)]
    pipeline = delivering[0] if len(delivering) == 1 else ""
    region = [place.region] if place.regions and place.region else []
    about = ", ".join([pipeline or config.application, environment.name, *region, *what])
    return {"about": about, "stage": environment.name, "pipeline": pipeline}
