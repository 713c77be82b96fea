"""What is told of an environment: of which, by what its event names, and what was released there.

The event names an alarm, an Auto Scaling group, or a release's state machine. Account and name together say which of
the environments it is, so that no account speaks for another's. What serves there is what its Release action has last
released with success, or what somebody has returned to since; what is being released, if anything, is told as well.
Where several pipelines deliver, none is asked.
https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ListActionExecutions.html
"""

import json
from collections.abc import Iterator, Sequence

from config import names
from config.branches import delivering_to
from config.model import Environment, Pipeline
from config.places import places, places_of
from config.strategies import returns_by_hand
from pipeline_stack.notifications import wording
from pipeline_stack.notifications.asl import call, choice, note, or_else
from pipeline_stack.notifications.occasions import OF_ALARMS, OF_HOSTS, RETURNED, Occasion
from pipeline_stack.notifications.returns import known_of, look_for_return, returned
from stack_parts.asl import States, expression

# Step Functions takes answers of 256 KB: actions in one, and answers until the search is given up.
PAGE, PAGES = 50, 40
CONSOLE = "'https://' & $told.region & '.console.aws.amazon.com/'"
ALARM_PAGE = "'cloudwatch/home?region=' & $told.region & '#alarmsV2:alarm/' & $told.named"
GROUP_PAGE = "'ec2/home?region=' & $told.region & '#AutoScalingGroupDetails:id=' & $told.named & ';view=activity'"


def heard(config: Pipeline) -> Sequence[Occasion]:
    hosts = any(environment.target == "ec2" for environment in config.environments)
    returns = any(map(returns_by_hand, config.environments))
    return (*OF_ALARMS, *(OF_HOSTS if hosts else ()), *((RETURNED,) if returns else ()))


def accounts(config: Pipeline) -> list[str]:
    return sorted({place.account for place in places(config)})


def of_environments(config: Pipeline) -> States:
    """Begins with `Which environment`. `place`: what is known of it, {} of another's."""
    known = json.dumps(dict(_known(config)))
    place = or_else(f"$lookup({known}, $told.account & '/' & $told.named)", "{}")
    return {
        "Which environment": note(
            "Is it ours?", place=place, commit="''", coming="''", page="''", pages="0", returned="''"
        ),
        "Is it ours?": choice(
            ("$not($exists($place.about))", "Nothing to tell"),
            (f"$told.occasion = '{RETURNED.name}'", "Facts of a return"),
            ("$place.pipeline = ''", "Facts of an environment"),
            otherwise="Was there a return?",
        ),
        **_releases(),
        **look_for_return("Releases"),
        **returned(CONSOLE),
        "Facts of an environment": note(
            "Message",
            about="$place.about & ($exists($told.host) ? ', ' & $told.host : '')",
            reason=f"$substring($told.said, 0, {wording.REASON})",
            asked="''",
            link=f"{CONSOLE} & ($contains($told.occasion, 'host') ? {GROUP_PAGE} : {ALARM_PAGE})",
        ),
    }


def _releases() -> States:
    """Looks back, the latest first, until a release has succeeded; `commit` has a line for each of what it found."""
    listed = f"{{'PipelineName': $place.pipeline, 'MaxResults': {PAGE}}}"
    begins = "($told.execution = $released ? $place.says & ': commit ' : 'Being released: commit ')"
    back = f"'Returned to: commit ' & {wording.short('$returned')}"
    line = f"($told.execution = $released and $returned != '' ? {back} : {wording.commit(begins)})"
    return {
        "Releases": call(
            "codepipeline:listActionExecutions",
            expression(f"$merge([{listed}, $page = '' ? {{}} : {{'NextToken': $page}}])"),
            "Found?",
            {
                "released": _release("Succeeded"),
                "coming": f"$coming != '' ? $coming : {_release('InProgress')}",
                "page": or_else("$states.result.NextToken", "''"),
                "pages": "$pages + 1",
            },
        ),
        "Found?": choice(
            ("$released != ''", "What was released"),
            (f"$page != '' and $pages < {PAGES}", "Releases"),
            ("$coming != ''", "What is being released"),
            otherwise="Facts of an environment",
        ),
        "What was released": _look_at("$released"),
        "What is being released": _look_at("$coming"),
        "Facts of a release": note("Is another coming?", commit=f"$commit & ($commit = '' ? '' : '\\n') & {line}"),
        "Is another coming?": choice(
            ("$not($coming in ['', $told.execution])", "What is being released"), otherwise="Facts of an environment"
        ),
    }


def _release(status: str) -> str:
    where = f"StageName = $place.stage and ActionName = $place.release and Status = '{status}'"
    return or_else(f"($states.result.ActionExecutionDetails[{where}])[0].PipelineExecutionId", "''")


def _look_at(execution: str) -> dict[str, object]:
    return note("Execution", told=f"$merge([$told, {{'pipeline': $place.pipeline, 'execution': {execution}}}])")


def _known(config: Pipeline) -> Iterator[tuple[str, dict[str, str]]]:
    for environment in config.environments:
        for place in places_of(config, environment):
            for name, *what in _named(config, place):
                yield f"{place.account}/{name}", _place(config, environment, place, what)


def _named(config: Pipeline, place: Environment) -> Iterator[tuple[str, ...]]:
    for what in names.told_alarms(place):
        yield names.alarm_name(config, place, what), what
    yield from ((group,) for group in names.group_names(config, place))
    if returns_by_hand(place):
        yield (names.release_machine_arn(config, place),)


def _place(config: Pipeline, environment: Environment, place: Environment, what: list[str]) -> dict[str, str]:
    delivering = [names.pipeline_name(each) for each in delivering_to(config, place)]
    pipeline = delivering[0] if len(delivering) == 1 else ""
    region = [place.region] if place.regions and place.region else []
    about = ", ".join([pipeline or config.application, environment.name, *region, *what])
    release = names.action_name(place, names.RELEASE)
    return {
        "about": about,
        "stage": environment.name,
        "release": release,
        "pipeline": pipeline,
        **known_of(config, place),
    }
