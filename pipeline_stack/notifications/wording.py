"""The words of a message, as JSONata over the variables that messages.py assigns."""

from pipeline_stack.notifications.asl import or_else

SUBJECT = 99  # characters; https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: less than 100
REASON, ASKED = 600, 1000
SAID = (
    "$commit",
    "($reason = '' ? '' : 'Reason: ' & $reason)",
    "($asked = '' ? '' : 'Asked: ' & $asked)",
)
NEXT = ("'Look: ' & $link", "'What to do: ' & $told.runbook")
SUMMARY = 50  # characters of a commit's first line: what git advises, and what a phone shows


def commit(begins: str = "'Commit '") -> str:
    """CodePipeline hands on who the author is, where a connection brings the source; its reference does not list it."""
    revision = or_else(short("$execution.ArtifactRevisions[0].RevisionId"), "'of no source yet'")
    author = "($exists($source.AuthorDisplayName) ? ' by ' & $source.AuthorDisplayName : '')"
    message = f"($exists($source.CommitMessage) ? ': ' & {_summary('$source.CommitMessage')} : '')"
    return f"{begins} & {revision} & {author} & {message}"


def short(revision: str) -> str:
    return f"$substring({revision}, 0, 7)"


def _summary(message: str) -> str:
    cut = f"$substring($line, 0, {SUMMARY - 1}) & '…'"
    return f"($line := $split({message}, /\\r?\\n/)[0]; $length($line) > {SUMMARY} ? {cut} : $line)"


def action() -> str:
    """As the event names it, where CodePipeline's list does not have it yet."""
    listed, told = "', ' & $run.StageName & ', ' & $run.ActionName", "', ' & $told.stage & ', ' & $told.action"
    return f"$told.pipeline & ($exists($run.ActionName) ? {listed} : $exists($told.action) ? {told} : '')"


def reason() -> str:
    return f"$substring({_said_by('$run')}, 0, {REASON})"


def why_condition_failed() -> str:
    said, unsaid = _said_by("$rule"), "'No action failed: a condition of a stage, or its time'"
    return f"$substring($exists($rule.RuleName) ? 'A condition failed. ' & {said} : {unsaid}, 0, {REASON})"


def why_rolled_back() -> str:
    by_itself = "'The stage had failed, or an alarm went on while the release baked'"
    return f"$execution.Trigger.TriggerType = 'ManualRollback' ? 'Somebody asked for it' : {by_itself}"


def _said_by(run: str) -> str:
    """An action or a rule; not all that fail have an error of their own. Of what waits the summary is the question."""
    result = f"{run}.Output.ExecutionResult"
    summary = or_else(f"{run}.Status = 'Failed' ? {result}.ExternalExecutionSummary", "''")
    return or_else(f"{result}.ErrorDetails.Message", summary)


def question() -> str:
    """Its end is the commit's whole message, which has no end of its own."""
    return f"$substring($run.Input.ResolvedConfiguration.CustomData, 0, {ASKED})"


def text() -> str:
    return _joined("$told.title & ': ' & $about", *SAID, *NEXT)


def chat() -> str:
    """For Amazon Q Developer in chat applications, which subscribes by https and shows nothing of another shape.

    What others have written (a commit's message, an author's name) must not mention people or hide links there.
    https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
    """
    plain = "$replace({}, /[<>@*_`\\[\\]|]/, ' ')"
    content = f"{{'title': $told.title & ': ' & $about, 'description': {plain.format(_joined(*SAID))}"
    steps = f"'nextSteps': [{', '.join(NEXT)}]}}"
    return f"$string({{'version': '1.0', 'source': 'custom', 'content': {content}, {steps}}})"


def _joined(*lines: str) -> str:
    return f"$join($filter([{', '.join(lines)}], function($line) {{ $line != '' }}), '\\n')"
