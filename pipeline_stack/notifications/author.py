"""Who wrote a commit in CodeCommit: unlike a connection's, its source action has no variable for that.

A message without the author is better than none: what cannot be asked is left out.
https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetCommit.html
"""

from config.model import Pipeline
from pipeline_stack.notifications.asl import call, choice
from stack_parts.asl import States, expression

THEN = "Told elsewhere?"


def first(config: Pipeline) -> str:
    """The state with which these begin, or the one that follows where there are none."""
    return "Is there a commit?" if is_asked(config) else THEN


def is_asked(config: Pipeline) -> bool:
    return config.source.provider == "codecommit"


def author(config: Pipeline) -> States:
    if not is_asked(config):
        return {}
    commit = {"RepositoryName": config.source.repository, "CommitId": expression("$source.CommitId")}
    named = "$merge([$source, {'AuthorDisplayName': $states.result.Commit.Author.Name}])"
    return {
        "Is there a commit?": choice(("$exists($source.CommitId)", "Author"), otherwise=THEN),
        "Author": {
            **call("codecommit:getCommit", commit, THEN, {"source": named}),
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": THEN}],
        },
    }
