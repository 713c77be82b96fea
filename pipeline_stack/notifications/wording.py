"""The words of a message, as JSONata over the variables that messages.py assigns."""

from pipeline_stack.notifications import occasions
from pipeline_stack.notifications.asl import or_else

SUBJECT, REASON = 99, 600  # characters; https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: less than 100
FIRST_LINE = "$split({}, '\\n')[0]"


def commit(begins: str = "'Commit '") -> str:
    """CodePipeline hands on who the author is, where a connection brings the source; its reference does not list it."""
    revision = or_else("$substring($execution.ArtifactRevisions[0].RevisionId, 0, 7)", "'of no source yet'")
    author = "($exists($source.AuthorDisplayName) ? ' by ' & $source.AuthorDisplayName : '')"
    words = FIRST_LINE.format("$source.CommitMessage")
    message = f"($exists($source.CommitMessage) ? ': ' & {words} : '')"
    return f"{begins} & {revision} & {author} & {message}"


def reason() -> str:
    said = "$run.Output.ExecutionResult.ErrorDetails.Message"
    unsaid = (
        f"$told.occasion = '{occasions.EXECUTION_FAILED.name}' "
        "? 'No action failed: a condition of a stage, or its time' : ''"
    )
    return f"$substring($exists({said}) ? {said} : ({unsaid}), 0, {REASON})"


def text() -> str:
    lines = (
        "$told.title & ': ' & $about",
        "$commit",
        "($reason = '' ? '' : 'Reason: ' & $reason)",
        "($asked = '' ? '' : 'Asked: ' & $asked)",
        "'Look: ' & $link",
        "'What to do: ' & $told.runbook",
    )
    return f"$join($filter([{', '.join(lines)}], function($line) {{ $line != '' }}), '\\n')"


def chat() -> str:
    """For Amazon Q Developer in chat applications, which subscribes by https and shows nothing of another shape.

    What others have written (a commit's message, an author's name) must not mention people or hide links there.
    https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
    """
    plain = "$replace({}, /[<>@*_`\\[\\]|]/, ' ')"
    said = "$join($filter([$commit, $reason], function($line) { $line != '' }), '\\n')"
    content = f"{{'title': $told.title & ': ' & $about, 'description': {plain.format(said)}"
    steps = "'nextSteps': ['Look: ' & $link, 'What to do: ' & $told.runbook]}"
    return f"$string({{'version': '1.0', 'source': 'custom', 'content': {content}, {steps}}})"
